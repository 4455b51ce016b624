package dev.holdfast.backup.it.engine;

import static dev.holdfast.backup.it.engine.Manifests.RESULT;
import static dev.holdfast.backup.it.engine.World.condition;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** A backup, from BackupJob to Backup. */
class BackupRunTest {

    @Test
    void recordsWhatThePodReportsInABackupOfTheJobsName() {
        try (World world = World.start()) {
            Manifests.platform(world);
            world.apply(Manifests.backupJob("b1"));
            world.podSucceeds("b1-backup", RESULT);

            JsonNode job = world.awaitPhase("BackupJob", "b1", "Succeeded");
            assertThat(job.at("/status/backupRef/name").asText()).isEqualTo("b1");
            assertThat(condition(job, "Ready").path("reason").asText()).isEqualTo("BackupCompleted");
            JsonNode backup = world.get("Backup", "b1");
            assertThat(backup.at("/status/phase").asText()).isEqualTo("Ready");
            assertThat(backup.at("/status/artifact/uri").asText()).isEqualTo("s3://b/tenant-a/db/1.tar");
            assertThat(backup.at("/status/artifact/sizeBytes").asLong()).isEqualTo(7);
            assertThat(backup.at("/spec/driverMetadata").toString())
                    .contains("job.strategy.backups.cozystack.io/parameter/stream");
            assertThat(condition(backup, "ArtifactIdentified").path("status").asText())
                    .isEqualTo("False");
        }
    }

    @Test
    void rendersModeReleaseParametersAndApplicationIntoThePod() {
        try (World world = World.start()) {
            Manifests.platform(world);
            world.apply(Manifests.backupJob("b1"));
            String env =
                    world.awaitPod("b1-backup").at("/spec/containers/0/env").toString();
            assertThat(env).contains("\"backup\"", "\"db\"", "\"PAYMENTS\"", "\"3\"");
        }
    }
}
