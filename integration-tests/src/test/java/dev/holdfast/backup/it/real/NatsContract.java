package dev.holdfast.backup.it.real;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The NATS example that upstream publishes, unchanged but for the namespace. Its image cannot be pulled here, so its pod waits. */
abstract class NatsContract {

    @Test
    void thePublishedExampleIsAcceptedAndItsPodIsRendered(Platform platform) {
        Path folder = CrdSet.upstream().orElseThrow().resolve("manifests/nats");
        try (RealWorld world = RealWorld.on(platform)) {
            for (String file : new String[] {
                "01-create-strategy",
                "02-create-backupclass",
                "03-create-bucket",
                "04-create-nats",
                "05-create-backupjob"
            }) {
                platform.kubectlWith(published(folder, file, world), "create", "-f");
            }
            platform.kubectl(
                    "create",
                    "secret",
                    "generic",
                    "nats-test-credentials",
                    "-n",
                    world.namespace,
                    "--from-literal=backup=jetstream-demo-pw");
            platform.kubectl(
                    "create",
                    "secret",
                    "generic",
                    "nats-test-backup-s3",
                    "-n",
                    world.namespace,
                    "--from-literal=accessKey=a",
                    "--from-literal=secretKey=s",
                    "--from-literal=endpoint=e",
                    "--from-literal=region=r",
                    "--from-literal=bucket=b");

            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !world.pods("nats-backup-job-backup")
                    .isEmpty());
            JsonNode container = world.pods("nats-backup-job-backup").get(0).at("/spec/containers/0");
            assertThat(container.path("image").asText()).isEqualTo("natsio/nats-box:0.14.5");
            assertThat(value(container, "STREAM")).isEqualTo("ORDERS");
            assertThat(value(container, "NATS_HOST")).isEqualTo("nats-test." + world.namespace + ".svc");
            assertThat(value(container, "MODE")).isEqualTo("backup");
            assertThat(value(container, "SRC_RESTORE")).isEmpty();
            world.await("BackupJob", "nats-backup-job", o -> o.at("/status/phase")
                    .asText()
                    .equals("Running"));

            platform.kubectlWith(published(folder, "06-restore-in-place", world), "create", "--dry-run=server", "-f");
            platform.kubectlWith(published(folder, "07-restore-to-copy", world), "create", "--dry-run=server", "-f");
        }
    }

    private static String published(Path folder, String name, RealWorld world) {
        return CrdSet.text(folder.resolve(name + ".yaml")).replace("tenant-test", world.namespace);
    }

    private static String value(JsonNode container, String name) {
        for (JsonNode variable : container.path("env")) {
            if (variable.path("name").asText().equals(name)) {
                return variable.path("value").asText();
            }
        }
        throw new AssertionError("no variable " + name);
    }
}
