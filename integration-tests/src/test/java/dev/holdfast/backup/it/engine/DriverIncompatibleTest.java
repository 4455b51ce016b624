package dev.holdfast.backup.it.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.driver.job.JobDriver;
import dev.holdfast.backup.spi.BackupResult;
import dev.holdfast.backup.spi.Check;
import dev.holdfast.backup.spi.Done;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.Stage;
import dev.holdfast.backup.spi.Waiting;
import dev.holdfast.backup.testkit.api.RequestFault;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A run whose driver was replaced by another version, or is gone, while it was under way. */
class DriverIncompatibleTest {

    private static final Check RECORDS =
            context -> Done.done(BackupResult.of(Instant.parse("2026-05-01T12:00:00Z"), "s3://b/1.tar"));
    private static final Check WORKS = context -> Waiting.running("Copying", "the copy is under way");

    private static ConfigMap copy(String name) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(World.NS)
                .withName(name)
                .endMetadata()
                .build();
    }

    private static Optional<ConfigMap> found(World world, String name) {
        return Optional.ofNullable(world.client.resource(copy(name)).get());
    }

    private static RequestFault creatingCopies() {
        return RequestFault.on(i -> i.user().equals("engine")
                && i.verb().equals("create")
                && i.target().resource().equals("configmaps")
                && i.parameter("dryRun").isEmpty());
    }

    private static void awaitRefusedCopy(World world) {
        Scenes.until("the engine tried to create the copy", () -> world.engineRequests().stream()
                .anyMatch(r -> r.status() == 0 && r.info().path().endsWith("/configmaps")));
    }

    /** What a driver makes of a backup, by which check it looks at it. */
    private static ScriptedDriver version(String check, Check looks) {
        return ScriptedDriver.backingUp(Stage.create("copy", copy("copy-of-b1")).check(check))
                .check(check, looks);
    }

    @Test
    void aBackupThatHasBegunIsUndoneIfTheDriverLacksACheckOfItsPlan() {
        try (World world = version("copied", WORKS).world()) {
            world.apply(Manifests.backupJob("b1"));
            Scenes.until("copy", () -> found(world, "copy-of-b1").isPresent());
            world.crashInto(List.of(version("verified", RECORDS)));
            assertThat(Backups.failure(world, "b1", "DriverIncompatible"))
                    .contains("strategy.backups.cozystack.io/Copy", "'copied'");
            assertThat(found(world, "copy-of-b1")).isEmpty();
        }
    }

    @Test
    void aBackupDoesNoWorkThatALaterStageCouldNotUse() {
        ScriptedDriver before = ScriptedDriver.backingUp(
                        Stage.create("copy", copy("copy-of-b1")).check("copied"), Stage.await("verified"))
                .check("copied", WORKS)
                .check("verified", RECORDS);
        try (World world = before.world()) {
            world.apply(Manifests.backupJob("b1"));
            Scenes.until("copy", () -> found(world, "copy-of-b1").isPresent());
            world.crashInto(List.of(version("copied", WORKS)));
            assertThat(Backups.failure(world, "b1", "DriverIncompatible")).contains("'verified'");
            assertThat(found(world, "copy-of-b1")).isEmpty();
        }
    }

    @Test
    void aBackupThatHasMadeNothingYetIsPlannedAgain() {
        try (World world = version("copied", WORKS).world()) {
            world.api.faults().add(creatingCopies().dropping());
            world.apply(Manifests.backupJob("b1"));
            awaitRefusedCopy(world);
            world.stopEngine();
            world.api.faults().clear();
            world.crashInto(List.of(version("verified", RECORDS)));
            world.awaitPhase("BackupJob", "b1", "Succeeded");
            assertThat(Backups.recorded(world)).containsExactly("b1");
        }
    }

    @Test
    void whatIsRecordedIsNotLostToACheckThatIsGone() {
        ScriptedDriver before = ScriptedDriver.backingUp(Stage.await("copied"), Stage.await("tidied"))
                .check("copied", RECORDS)
                .check("tidied", WORKS);
        ScriptedDriver after = ScriptedDriver.backingUp(Stage.await("copied")).check("copied", RECORDS);
        try (World world = before.world()) {
            world.apply(Manifests.backupJob("b1"));
            world.await(
                    "BackupJob", "b1", o -> o.at("/status/run/stage").asText().equals("tidied"));
            world.crashInto(List.of(after));
            JsonNode ended = world.awaitPhase("BackupJob", "b1", "Succeeded");
            assertThat(ended.at("/status/backupRef/name").asText()).isEqualTo("b1");
            Scenes.until("warning", () -> world.events("b1").contains("DriverIncompatible"));
        }
    }

    @Test
    void aRestoreDoesNotBeginAStageThatItCouldNotJudge() {
        ScriptedDriver before = ScriptedDriver.backingUp(Stage.await("copied"))
                .check("copied", RECORDS)
                .restoring(r -> RunPlan.of(Stage.create("copy", copy("copy-of-r1"))
                        .check("restored")
                        .overwrites("the database")))
                .check("restored", WORKS);
        ScriptedDriver after = ScriptedDriver.backingUp(Stage.await("copied")).check("copied", RECORDS);
        try (World world = before.world()) {
            world.apply(Manifests.backupJob("b1"));
            world.awaitPhase("BackupJob", "b1", "Succeeded");
            world.api.faults().add(creatingCopies().dropping());
            Scenes.restore(world, "r1");
            awaitRefusedCopy(world);
            world.stopEngine();
            world.api.faults().clear();
            world.api.clearRequests();
            world.crashInto(List.of(after));
            JsonNode ended = world.awaitPhase("RestoreJob", "r1", "Failed");
            assertThat(Scenes.message(ended)).contains("DriverIncompatible", "'restored'");
            assertThat(world.engineRequests().stream()
                            .filter(r -> r.info().verb().equals("create"))
                            .filter(r -> r.info().path().endsWith("/configmaps")))
                    .isEmpty();
        }
    }

    @Test
    void aBackupIsUndoneOnceItsDriverHasBeenGoneForTheGraceTime() {
        try (World world = Backups.platform()) {
            world.apply(Manifests.backupJob("b1"));
            world.podRuns("b1-backup");
            world.crashInto(List.of(new TapeDriver()));
            JsonNode waiting = world.awaitReason("BackupJob", "b1", "NoDriver");
            assertThat(Scenes.message(waiting)).contains("not installed any more", "; waiting until 20");
            assertThat(Backups.failure(world, "b1", "DriverIncompatible"))
                    .contains("strategy.backups.cozystack.io/Job", "not installed any more");
            assertThat(world.find("Job", "b1-backup")).isEmpty();
        }
    }

    @Test
    void aBackupGoesOnIfItsDriverComesBackInTime() {
        try (World world = Backups.platform()) {
            world.apply(Manifests.backupJob("b1"));
            world.podRuns("b1-backup");
            world.crashInto(List.of(new TapeDriver()));
            world.crashInto(List.of(new JobDriver()));
            Backups.succeed(world, "b1");
        }
    }
}
