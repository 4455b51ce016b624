package dev.holdfast.backup.it.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.engine.Operations;
import dev.holdfast.backup.engine.report.Approval;
import dev.holdfast.backup.engine.report.JobState;
import dev.holdfast.backup.spi.ApplicationRef;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a person asks the engine for by hand. */
class OperationsTest {

    private static final ApplicationRef DB =
            new ApplicationRef("apps.cozystack.io", "Database", World.NS, "db", Optional.empty());

    @Test
    void aPlanIsShownAndNothingStays() {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            Operations operations = world.engine().operations();

            operations.planRestore(World.NS, "look", "b1", Optional.empty(), Duration.ofSeconds(10));

            JobState state = state(world.awaitPhase("RestoreJob", "look", "Succeeded"));
            assertThat(state.reason()).isEqualTo("DryRun");
            assertThat(state.plan()).anyMatch(line -> line.contains("registry.example/tool:1"));
            assertThat(operations.cancelRestore(World.NS, "look")).isTrue();
            Scenes.awaitGone(world, "RestoreJob", "look");
            assertThat(Scenes.journals(world)).isEmpty();
            assertThat(Scenes.jobs(world, "restore")).isEmpty();
        }
    }

    @Test
    void aPlanThatCannotBeMadeIsGivenUpInTime() {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");

            world.engine()
                    .operations()
                    .planRestore(World.NS, "look", "nothing", Optional.empty(), Duration.ofSeconds(1));

            assertThat(state(world.awaitPhase("RestoreJob", "look", "Failed")).reason())
                    .isEqualTo("BackupNotFound");
        }
    }

    @Test
    void aRestoreGoesOnOnceItsPlanIsApproved() {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            Scenes.patchClass(world, "{\"spec\":{\"approval\":\"Always\",\"approvers\":\"Admin\"}}");
            Scenes.restore(world, "r1");
            world.awaitReason("RestoreJob", "r1", "ApprovalRequired");
            Operations operations = world.engine().operations();

            Approval stale = operations.approve(World.NS, "r1", "0123", "ann");
            assertThat(stale).isInstanceOfSatisfying(Approval.Given.class, given -> assertThat(given.isCurrent())
                    .isFalse());
            world.awaitReason("RestoreJob", "r1", "ApprovalStale");
            String hash = ((Approval.Given) stale).shown().orElseThrow();
            assertThat(operations.approve(World.NS, "r1", hash, " ann\n"))
                    .isInstanceOfSatisfying(Approval.Given.class, given -> assertThat(given.isCurrent())
                            .isTrue());

            world.podSucceeds("r1-restore", "");
            JsonNode job = world.awaitPhase("RestoreJob", "r1", "Succeeded");
            assertThat(World.condition(job, "Approved").path("message").asText())
                    .isEqualTo(hash + " by ann");
            assertThat(operations.approve(World.NS, "r1", hash, "bob"))
                    .isInstanceOfSatisfying(Approval.Refused.class, refused -> assertThat(refused.why())
                            .contains("r1", "Succeeded"));
            assertThat(operations.approve(World.NS, "r2", hash, "bob")).isInstanceOf(Approval.Refused.class);
        }
    }

    @Test
    void aHashIsOneWord() {
        try (World world = World.start()) {
            assertThatThrownBy(() -> world.engine().operations().approve(World.NS, "r1", "a b", "ann"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void backupsAreToldNewestFirst() {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            Operations operations = world.engine().operations();

            assertThat(operations.backups("")).singleElement().satisfies(backup -> {
                assertThat(backup.backup()).hasToString("Backup tenant-a/b1");
                assertThat(backup.application()).isEqualTo(DB);
                assertThat(backup.phase()).isEqualTo("Ready");
                assertThat(backup.sizeBytes()).hasValue(7);
                assertThat(backup.verified()).isEmpty();
            });
            assertThat(operations.backups("elsewhere")).isEmpty();
        }
    }

    @Test
    void aClassIsForTheKindsThatItRoutes() {
        try (World world = World.start()) {
            Manifests.platform(world);

            assertThat(world.engine().operations().classesFor(DB)).containsExactly("daily");
            assertThat(world.engine()
                            .operations()
                            .classesFor(new ApplicationRef(DB.group(), "Other", World.NS, "x", Optional.empty())))
                    .isEmpty();
        }
    }

    private static JobState state(JsonNode job) {
        return JobState.of(World.JSON.convertValue(job, GenericKubernetesResource.class));
    }
}
