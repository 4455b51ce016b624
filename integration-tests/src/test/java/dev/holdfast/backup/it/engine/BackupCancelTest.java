package dev.holdfast.backup.it.engine;

import static dev.holdfast.backup.it.engine.World.NS;
import static dev.holdfast.backup.it.engine.World.condition;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Stopping a backup, by request or by deleting its job. */
class BackupCancelTest {

    @Test
    void cancelsAJobThatStillWaits() {
        try (World world = World.start()) {
            world.apply(Manifests.backupJob("b1"));
            world.awaitReason("BackupJob", "b1", "BackupClassNotFound");
            assertThat(world.engine().operations().cancelBackup(NS, "b1")).isTrue();
            assertThat(Backups.failure(world, "b1", "Cancelled")).contains("cancelled");
        }
    }

    @Test
    void cancelsARunAndRemovesWhatItMade() {
        try (World world = Backups.platform()) {
            world.apply(Manifests.backupJob("b1"));
            world.podRuns("b1-backup");
            assertThat(world.engine().operations().cancelBackup(NS, "b1")).isTrue();
            assertThat(Backups.failure(world, "b1", "Cancelled")).contains("cancelled");
            assertThat(world.find("Job", "b1-backup")).isEmpty();
            assertThat(world.pods("b1-backup")).isEmpty();
        }
    }

    @Test
    void countsWorkThatWasFinishedWhenTheRequestCame() {
        try (World world = Backups.platform()) {
            world.apply(Manifests.backupJob("b1"));
            world.podRuns("b1-backup");
            world.awaitReason("BackupJob", "b1", "Running");
            world.stopEngine();
            world.podSucceeds("b1-backup", Manifests.RESULT);
            Backups.until(() -> condition(world.get("Job", "b1-backup"), "Complete")
                    .path("status")
                    .asText()
                    .equals("True"));
            assertThat(world.engine().operations().cancelBackup(NS, "b1")).isTrue();
            world.crash();
            world.awaitPhase("BackupJob", "b1", "Succeeded");
            assertThat(Backups.recorded(world)).containsExactly("b1");
        }
    }

    @Test
    void leavesAJobAloneThatHasEnded() {
        try (World world = Backups.platform()) {
            world.apply(Manifests.backupJob("b1"));
            var ended = Backups.succeed(world, "b1");
            assertThat(world.engine().operations().cancelBackup(NS, "b1")).isFalse();
            assertThat(world.engine().operations().cancelBackup(NS, "nobody")).isFalse();
            assertThat(world.get("BackupJob", "b1")).isEqualTo(ended);
        }
    }

    @Test
    void takesItsChildrenAlongWhenTheJobIsDeleted() {
        try (World world = Backups.platform()) {
            world.apply(Manifests.backupJob("b1"));
            world.podRuns("b1-backup");
            world.delete("BackupJob", "b1");
            Backups.gone(world, "Job", "b1-backup");
            Backups.until(() -> world.pods("b1-backup").isEmpty());

            world.apply(Manifests.backupJob("b2"));
            Backups.succeed(world, "b2");
            assertThat(Backups.recorded(world)).containsExactly("b2");
            assertThat(world.find("Job", "b1-backup")).isEmpty();
        }
    }
}
