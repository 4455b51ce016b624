package dev.holdfast.backup.it.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Strategies of groups that no driver here is for belong to other controllers: nothing of theirs is touched. */
class ForeignStrategyTest {

    private static final String FOREIGN_BACKUP =
            """
            apiVersion: backups.cozystack.io/v1alpha1
            kind: Backup
            metadata: {name: theirs, namespace: tenant-a}
            spec:
              applicationRef: {kind: Database, name: db}
              strategyRef: {apiGroup: strategy.example.org, kind: Job, name: tool}
              takenAt: 2026-05-01T12:00:00Z
            """;

    /** Its options mean something else there than with us. */
    private static final String FOREIGN_RESTORE =
            """
            apiVersion: backups.cozystack.io/v1alpha1
            kind: RestoreJob
            metadata: {name: theirs, namespace: tenant-a}
            spec:
              backupRef: {name: theirs}
              options: {dryRun: thorough, targetNamespace: elsewhere}
            """;

    @Test
    void leavesTheirJobsAndBackupsAlone() {
        try (World world = Backups.platform()) {
            world.apply(Backups.classFor("strategy.example.org", "Job", "").replace("daily", "theirs"));
            world.apply(FOREIGN_BACKUP);
            world.apply(Backups.annotatedJob("theirs", "backups.cozystack.io/run-seconds: 1h")
                    .replace("daily", "theirs"));
            world.apply(FOREIGN_RESTORE);
            JsonNode backup = world.get("Backup", "theirs");
            JsonNode job = world.get("BackupJob", "theirs");
            JsonNode restore = world.get("RestoreJob", "theirs");

            world.crash();
            world.apply(Manifests.backupJob("b1"));
            Backups.succeed(world, "b1");
            assertThat(world.get("Backup", "theirs")).isEqualTo(backup);
            assertThat(world.get("BackupJob", "theirs")).isEqualTo(job);
            assertThat(world.get("RestoreJob", "theirs")).isEqualTo(restore);
            assertThat(world.events("theirs")).isEmpty();

            world.delete("Backup", "theirs");
            Backups.gone(world, "Backup", "theirs");
        }
    }
}
