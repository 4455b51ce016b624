package dev.holdfast.backup.it.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.engine.report.OpenRun;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people see of runs that have not ended. */
class OpenRunsTest {

    @Test
    void listsWhoLocksWhatAndWhoWaitsUntilWhen() {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            Scenes.restoring(world, "r1");
            world.apply(Manifests.backupJob("b2"));
            world.awaitReason("BackupJob", "b2", "RestoreInProgress");

            Scenes.until(
                    "data may be overwritten",
                    () -> world.engine().operations().runs(World.NS).get(0).inDanger());
            List<OpenRun> runs = world.engine().operations().runs(World.NS);

            assertThat(runs).hasSize(2);
            OpenRun restore = runs.get(0);
            assertThat(restore.owner()).hasToString("RestoreJob tenant-a/r1");
            assertThat(restore.standing()).isEqualTo(OpenRun.Standing.AT_WORK);
            assertThat(restore.stage()).isEqualTo("restore");
            assertThat(restore.locks()).containsExactly("apps.cozystack.io/Database/tenant-a/db");
            assertThat(restore.deadline()).hasValueSatisfying(d -> assertThat(d).isAfter(Instant.now()));
            OpenRun backup = runs.get(1);
            assertThat(backup.owner()).hasToString("BackupJob tenant-a/b2");
            assertThat(backup.standing()).isEqualTo(OpenRun.Standing.WAITING);
            assertThat(backup.locks()).isEmpty();
            assertThat(backup.inDanger()).isFalse();
            assertThat(backup.reason()).isEqualTo("RestoreInProgress");
            assertThat(backup.target()).hasValueSatisfying(t -> assertThat(t).hasToString("Database tenant-a/db"));
            assertThat(backup.deadline()).isPresent();
            assertThat(world.engine().operations().runs("elsewhere")).isEmpty();
            assertThat(world.engine().operations().runs("")).hasSize(2);
        }
    }

    @Test
    void listsAnInterruptedRestoreAlsoWhenItsJobIsGone() {
        try (World world = World.start()) {
            Scenes.backedUp(world, "job.backups.cozystack.io/backoff-limit: \"0\"");
            Scenes.interrupted(world, "r1");
            world.delete("RestoreJob", "r1");
            Scenes.awaitGone(world, "RestoreJob", "r1");

            assertThat(world.engine().operations().runs("")).singleElement().satisfies(run -> {
                assertThat(run.standing()).isEqualTo(OpenRun.Standing.INTERRUPTED);
                assertThat(run.ownerGone()).isTrue();
                assertThat(run.inDanger()).isTrue();
                assertThat(run.message()).contains("disk full");
                assertThat(run.deadline()).isEmpty();
            });
        }
    }

    @Test
    void listsNothingOnceEverythingHasEnded() {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");

            assertThat(world.engine().operations().runs("")).isEmpty();
        }
    }
}
