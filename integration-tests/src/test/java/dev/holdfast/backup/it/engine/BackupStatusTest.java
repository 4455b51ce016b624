package dev.holdfast.backup.it.engine;

import static dev.holdfast.backup.it.engine.World.condition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.testkit.api.ObjectChange;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What a tenant sees of a backup, and may do to its job meanwhile. */
class BackupStatusTest {

    private static List<String> phases(World world) {
        List<String> phases = new CopyOnWriteArrayList<>();
        world.api.subscribe((ObjectChange change) -> {
            JsonNode object = change.object();
            String phase = object.at("/status/phase").asText();
            if (object.path("kind").asText().equals("BackupJob") && !phases.contains(phase)) {
                phases.add(phase);
            }
        });
        return phases;
    }

    @Test
    void isNeverPendingWhenNothingIsWaitedFor() {
        try (World world = Backups.platform()) {
            List<String> phases = phases(world);
            world.apply(Manifests.backupJob("b1"));
            JsonNode ended = Backups.succeed(world, "b1");
            Backups.until(() -> phases.contains("Succeeded"));
            assertThat(phases).containsExactly("", "Running", "Succeeded");
            assertThat(ended.at("/status/startedAt").asText())
                    .isLessThanOrEqualTo(ended.at("/status/completedAt").asText());
        }
    }

    @Test
    void tellsItsBeginningItsEndAndEveryNewReasonOnce() {
        try (World world = Backups.platform()) {
            world.apply(Manifests.backupJob("b1"));
            world.podWaits("b1-backup", "ImagePullBackOff", "not there yet");
            JsonNode waiting = world.awaitReason("BackupJob", "b1", "PodNotStarting");
            assertThat(waiting.at("/status/phase").asText()).isEqualTo("Running");
            assertThat(condition(waiting, "Ready").path("status").asText()).isEqualTo("False");
            Backups.until(() -> world.events("b1").contains("PodNotStarting"));
            world.podRuns("b1-backup");
            world.awaitReason("BackupJob", "b1", "Running");
            JsonNode ended = Backups.succeed(world, "b1");

            Backups.until(() -> world.events("b1").contains("BackupCompleted"));
            // On a slow machine the pod itself comes late, which is told as well.
            assertThat(world.events("b1"))
                    .filteredOn(reason -> !reason.equals("PodNotCreated"))
                    .containsExactlyInAnyOrder("Started", "PodNotStarting", "BackupCompleted");
            Backups.oneOfEachCondition(ended);
            assertThat(condition(ended, "Ready").path("status").asText()).isEqualTo("True");
        }
    }

    @Test
    void doesNotObeyAnnotationsAndLabelsOnceItHasStarted() {
        try (World world = Backups.platform()) {
            world.apply(Manifests.backupJob("b1"));
            world.podRuns("b1-backup");
            world.patch(
                    "BackupJob",
                    "b1",
                    "{\"metadata\":{\"labels\":{\"backups.cozystack.io/run-uid\":\"forged\"},\"annotations\":{"
                            + "\"backups.cozystack.io/run-seconds\":\"1\",\"backups.cozystack.io/run-uid\":\"forged\"}}}");
            JsonNode ended = Backups.succeed(world, "b1");
            assertThat(ended.at("/status/backupRef/name").asText()).isEqualTo("b1");
            assertThat(world.get("Backup", "b1")
                            .at("/metadata/annotations/backups.cozystack.io~1run-uid")
                            .asText())
                    .isEqualTo(Backups.uid(ended));
        }
    }

    @Test
    void goesOnWhenAChildLosesItsLabels() {
        try (World world = Backups.platform()) {
            world.apply(Manifests.backupJob("b1"));
            world.podRuns("b1-backup");
            world.patch("Job", "b1-backup", "{\"metadata\":{\"labels\":{\"example.org/mine\":\"yes\"}}}");
            Backups.succeed(world, "b1");
        }
    }

    @Test
    void keepsTheInputsOfAJobImmutable() {
        try (World world = Backups.platform()) {
            world.apply(Manifests.backupJob("b1"));
            assertThatThrownBy(() ->
                            world.patch("BackupJob", "b1", "{\"spec\":{\"applicationRef\":{\"name\":\"other\"}}}"))
                    .hasMessageContaining("applicationRef is immutable");
            Backups.succeed(world, "b1");
        }
    }

    @Test
    void keepsTheDeletionPolicyWithTheBackup() {
        try (World world = Backups.platform()) {
            world.apply(Manifests.backupJob("b1") + "  deletionPolicy: Delete\n");
            Backups.succeed(world, "b1");
            assertThat(world.get("Backup", "b1").at("/spec/deletionPolicy").asText())
                    .isEqualTo("Delete");
        }
    }
}
