package dev.holdfast.backup.it.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Restores and backups of one application keep out of each other's way. */
class RestoreExclusionTest {

    @Test
    void aSecondRestoreOfOneTargetFailsAndNamesTheFirst() {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            Scenes.restoring(world, "r1");
            Scenes.restore(world, "r2");
            JsonNode second = world.awaitPhase("RestoreJob", "r2", "Failed");
            assertThat(Scenes.reason(second)).isEqualTo("ConcurrentRestore");
            assertThat(Scenes.message(second)).contains("r1");
            world.await("RestoreJob", "r2", o -> o.at("/metadata/finalizers").isEmpty());
            world.podSucceeds("r1-restore", "");
            world.awaitPhase("RestoreJob", "r1", "Succeeded");
            assertThat(world.find("Job", "r2-restore")).isEmpty();
        }
    }

    @Test
    void aBackupWaitsUntilTheRestoreHasEnded() {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            Scenes.restoring(world, "r1");
            world.apply(Manifests.backupJob("b2"));
            world.awaitReason("BackupJob", "b2", "RestoreInProgress");
            assertThat(world.find("Job", "b2-backup")).isEmpty();
            world.podSucceeds("r1-restore", "");
            world.podSucceeds("b2-backup", Manifests.RESULT);
            world.awaitPhase("BackupJob", "b2", "Succeeded");
        }
    }

    @Test
    void aRestoreWaitsUntilTheBackupHasEnded() {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            world.apply(Manifests.backupJob("b2"));
            world.podRuns("b2-backup");
            Scenes.restore(world, "r1");
            JsonNode waiting = world.awaitReason("RestoreJob", "r1", "BackupInProgress");
            assertThat(Scenes.message(waiting)).contains("b2");
            assertThat(world.find("Job", "r1-restore")).isEmpty();
            world.podSucceeds("b2-backup", Manifests.RESULT);
            world.podSucceeds("r1-restore", "");
            world.awaitPhase("RestoreJob", "r1", "Succeeded");
        }
    }

    @Test
    void aRestoreThatWaitsForABackupCanBeCancelled() {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            world.apply(Manifests.backupJob("b2"));
            world.podRuns("b2-backup");
            Scenes.restore(world, "r1");
            world.awaitReason("RestoreJob", "r1", "BackupInProgress");
            world.delete("RestoreJob", "r1");
            Scenes.awaitGone(world, "RestoreJob", "r1");
            Scenes.awaitNoJournal(world);
            world.podSucceeds("b2-backup", Manifests.RESULT);
            world.awaitPhase("BackupJob", "b2", "Succeeded");
        }
    }

    @Test
    void aRestoreWaitsForWhatADeletedBackupHasLeftBehind() {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            world.apply(Manifests.backupJob("b2"));
            world.podRuns("b2-backup");
            String pod = world.awaitPod("b2-backup").at("/metadata/name").asText();
            world.patch("Pod", pod, "{\"metadata\":{\"finalizers\":[\"example.com/hold\"]}}");
            Scenes.stripFinalizers(world, "BackupJob", "b2");
            world.delete("BackupJob", "b2");
            Scenes.awaitGone(world, "BackupJob", "b2");
            Scenes.restore(world, "r1");
            JsonNode waiting = world.awaitReason("RestoreJob", "r1", "BackupInProgress");
            assertThat(Scenes.message(waiting)).contains("still there");
            world.client
                    .pods()
                    .inNamespace(World.NS)
                    .withName(pod)
                    .withGracePeriod(0)
                    .delete();
            world.patch("Pod", pod, "{\"metadata\":{\"finalizers\":null}}");
            world.podSucceeds("r1-restore", "");
            world.awaitPhase("RestoreJob", "r1", "Succeeded");
        }
    }
}
