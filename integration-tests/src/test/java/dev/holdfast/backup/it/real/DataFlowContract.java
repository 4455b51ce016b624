package dev.holdfast.backup.it.real;

import static dev.holdfast.backup.it.real.RealWorld.condition;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Data that was backed up comes back: the named backup's, in place and as a copy. */
abstract class DataFlowContract {

    @Test
    void dataComesBackInPlaceAsACopyAndFromTheOlderBackup(Platform platform) {
        try (RealWorld world = RealWorld.on(platform)) {
            world.write("db", "orders", "first");
            world.backUp("b1");
            world.awaitSuccess("BackupJob", "b1");

            world.write("db", "orders", "damaged");
            world.write("db", "later", "made after the backup");
            world.restore("in-place", "b1", "");
            world.awaitSuccess("RestoreJob", "in-place");
            assertThat(world.data("db").resolve("orders")).hasContent("first");
            assertThat(world.data("db").resolve("later")).doesNotExist();

            world.apply(RealManifests.application(world.namespace, "copy"));
            world.restore("to-copy", "b1", "copy");
            world.awaitSuccess("RestoreJob", "to-copy");
            assertThat(world.data("copy").resolve("orders")).hasContent("first");

            world.write("db", "orders", "second");
            world.backUp("b2");
            world.awaitSuccess("BackupJob", "b2");
            world.restore("older", "b1", "");
            world.awaitSuccess("RestoreJob", "older");
            assertThat(world.data("db").resolve("orders")).hasContent("first");
        }
    }

    @Test
    void theBackupRecordsWhatThePodReported(Platform platform) {
        try (RealWorld world = RealWorld.on(platform)) {
            world.write("db", "orders", "first");
            world.backUp("b1");
            JsonNode job = world.awaitSuccess("BackupJob", "b1");

            assertThat(job.at("/status/backupRef/name").asText()).isEqualTo("b1");
            assertThat(condition(job, "Ready").path("reason").asText()).isEqualTo("BackupCompleted");
            JsonNode backup = world.find("Backup", "b1").orElseThrow();
            assertThat(backup.at("/status/phase").asText()).isEqualTo("Ready");
            String uri = backup.at("/status/artifact/uri").asText();
            assertThat(uri).startsWith("file:///store/");
            assertThat(platform.claim(world.namespace, "store").resolve(uri.substring("file:///store/".length())))
                    .hasSize(backup.at("/status/artifact/sizeBytes").asLong());
            assertThat(backup.at("/spec/driverMetadata").isObject()).isTrue();
        }
    }

    @Test
    void aFailedPodFailsTheRestoreAndLeavesTheBackup(Platform platform) {
        try (RealWorld world = RealWorld.on(platform)) {
            world.write("db", "orders", "first");
            world.backUp("b1");
            world.awaitSuccess("BackupJob", "b1");
            String uri = world.find("Backup", "b1")
                    .orElseThrow()
                    .at("/status/artifact/uri")
                    .asText();
            // The archive is not what was recorded any more, so the pod refuses it.
            world.write("store", uri.substring("file:///store/".length()), "not an archive");

            world.restore("r1", "b1", "");
            JsonNode job = world.await("RestoreJob", "r1", o -> List.of("Succeeded", "Failed")
                    .contains(o.at("/status/phase").asText()));
            assertThat(job.at("/status/phase").asText()).isEqualTo("Failed");
            assertThat(world.data("db").resolve("orders")).hasContent("first");
            assertThat(world.find("Backup", "b1")
                            .orElseThrow()
                            .at("/status/phase")
                            .asText())
                    .isEqualTo("Ready");
        }
    }

    @Test
    void aPodThatTheApiServerFindsInvalidIsToldFieldByField(Platform platform) {
        try (RealWorld world = RealWorld.on(platform)) {
            world.apply(RealManifests.strategy(world.namespace)
                    .replace("name: archive-", "name: broken-")
                    .replace("{name: store, mountPath: /store}", "{name: nowhere, mountPath: /store}")
                    .replace("- name: run", "- name: Run_1"));
            world.apply(RealManifests.backupClass(world.namespace)
                    .replace("archive-", "broken-")
                    .replace("daily-", "broken-"));
            world.apply(RealManifests.backupJob(world.namespace, "b1").replace("daily-", "broken-"));

            JsonNode job = world.await("BackupJob", "b1", o -> List.of("Succeeded", "Failed")
                    .contains(o.at("/status/phase").asText()));
            assertThat(condition(job, "Ready").path("reason").asText()).isEqualTo("Rejected");
            assertThat(condition(job, "Ready").path("message").asText())
                    .contains(
                            "create jobs " + world.namespace + "/b1-backup",
                            "spec.template.spec.containers[0].volumeMounts[1].name: ",
                            "\"nowhere\"",
                            "spec.template.spec.containers[0].name: ",
                            "\"Run_1\"");
            assertThat(world.find("Job", "b1-backup")).isEmpty();
        }
    }
}
