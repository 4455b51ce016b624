package dev.holdfast.backup.it.engine;

import static dev.holdfast.backup.it.engine.World.condition;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same on the CRDs that Cozystack installs, which prune every field that is not theirs. */
class UpstreamCrdsTest {

    private static World platform() {
        World world = UpstreamCrds.world();
        Manifests.platform(world);
        return world;
    }

    @Test
    void keepsItsRecordInAConditionAndSucceeds() {
        try (World world = platform()) {
            world.apply(Manifests.backupJob("b1"));
            world.podRuns("b1-backup");
            JsonNode running = world.awaitReason("BackupJob", "b1", "Running");
            assertThat(running.at("/status/run").isMissingNode()).isTrue();
            assertThat(condition(running, "backups.cozystack.io/Run")
                            .path("message")
                            .asText())
                    .contains(Backups.uid(running));

            world.crash();
            JsonNode ended = Backups.succeed(world, "b1");
            Backups.oneOfEachCondition(ended);
            assertThat(ended.at("/status/backupRef/name").asText()).isEqualTo("b1");
            JsonNode backup = world.get("Backup", "b1");
            assertThat(backup.at("/status/phase").asText()).isEqualTo("Ready");
            assertThat(backup.at("/status/artifact/uri").asText()).isEqualTo("s3://b/tenant-a/db/1.tar");
            assertThat(backup.at("/metadata/annotations/backups.cozystack.io~1deletion-policy")
                            .asText())
                    .isEqualTo("Retain");
        }
    }

    @Test
    void waitsAndFailsVisibly() {
        try (World world = platform()) {
            world.apply(Backups.annotatedJob("b1", "backups.cozystack.io/wait-seconds: '3'")
                    .replace("daily", "weekly"));
            assertThat(world.awaitReason("BackupJob", "b1", "BackupClassNotFound")
                            .at("/status/phase")
                            .asText())
                    .isEqualTo("Pending");
            assertThat(Backups.failure(world, "b1", "BackupClassNotFound")).contains("gave up after 3 s", "\"weekly\"");
        }
    }

    @Test
    void failsWhenTheTenantChangesTheApplicationOfARunningJob() {
        try (World world = platform()) {
            world.apply(Manifests.backupJob("b1"));
            world.podRuns("b1-backup");
            world.awaitReason("BackupJob", "b1", "Running");
            world.patch("BackupJob", "b1", "{\"spec\":{\"applicationRef\":{\"name\":\"other\"}}}");
            JsonNode failed = world.awaitPhase("BackupJob", "b1", "Failed");
            assertThat(condition(failed, "Ready").path("reason").asText()).isEqualTo("SpecChanged");
            assertThat(failed.at("/status/message").asText()).contains("changed after it had started");
            assertThat(world.find("Backup", "b1")).isEmpty();
            Backups.gone(world, "Job", "b1-backup");
        }
    }

    @Test
    void takesDeadlinesFromAnnotations() {
        try (World world = platform()) {
            world.apply(Backups.annotatedJob("b1", "backups.cozystack.io/run-seconds: '2'"));
            world.podRuns("b1-backup");
            assertThat(Backups.failure(world, "b1", "DeadlineExceeded")).contains("within 2 s");
        }
    }

    @Test
    void runsTheNatsExampleUnchanged() {
        try (World world = UpstreamCrds.world()) {
            world.apply(Manifests.APPLICATION_CRD
                    .replace("databases", "natses")
                    .replace("database", "nats")
                    .replace("Database", "NATS"));
            world.apply(
                    """
                    apiVersion: v1
                    kind: Namespace
                    metadata: {name: tenant-test}
                    """);
            for (String file : List.of("01-create-strategy", "02-create-backupclass", "04-create-nats")) {
                world.apply(UpstreamCrds.nats(file));
            }
            world.apply(Backups.secret("nats-test-credentials", "backup: pw").replace("tenant-a", "tenant-test"));
            world.apply(Backups.secret(
                            "nats-test-backup-s3",
                            "accessKey: a, secretKey: bbbbbbbb, endpoint: s3.example, region: us, bucket: nats")
                    .replace("tenant-a", "tenant-test"));
            world.apply(UpstreamCrds.nats("05-create-backupjob"));

            JsonNode backup = world.await("Job", "nats-backup-job-backup", j -> !j.isMissingNode());
            assertThat(rendered(backup))
                    .contains(
                            "STREAM=ORDERS",
                            "NATS_HOST=nats-test.tenant-test.svc",
                            "SRC_BACKUP=nats-test",
                            "SRC_RESTORE=",
                            "MODE=backup");
            world.podSucceeds("nats-backup-job-backup", "");
            world.awaitPhase("BackupJob", "nats-backup-job", "Succeeded");

            world.apply(UpstreamCrds.nats("06-restore-in-place"));
            JsonNode restore = world.await("Job", "nats-restore-inplace-restore", j -> !j.isMissingNode());
            assertThat(rendered(restore)).contains("MODE=restore", "SRC_RESTORE=nats-test", "STREAM=ORDERS");
            world.podSucceeds("nats-restore-inplace-restore", "");
            world.awaitPhase("RestoreJob", "nats-restore-inplace", "Succeeded");
        }
    }

    private static List<String> rendered(JsonNode job) {
        JsonNode env = job.at("/spec/template/spec/containers/0/env");
        return java.util.stream.StreamSupport.stream(env.spliterator(), false)
                .map(e -> e.path("name").asText() + "=" + e.path("value").asText())
                .toList();
    }
}
