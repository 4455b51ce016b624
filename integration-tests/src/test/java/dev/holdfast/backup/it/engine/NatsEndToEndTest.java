package dev.holdfast.backup.it.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.testkit.pods.HostsTable;
import dev.holdfast.backup.testkit.pods.ImageTable;
import dev.holdfast.backup.testkit.pods.Isolation;
import dev.holdfast.backup.testkit.pods.LocalImage;
import dev.holdfast.backup.testkit.pods.ProcessKubelet;
import dev.holdfast.backup.testkit.s3.S3Server;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The NATS example that the reference publishes, unchanged: its strategy's script, run as a process, against real NATS servers
 * and an S3 server with a certificate that nobody signed, as on the platform that the example is for. For the strategy's image
 * stand this machine's programs: sh, tar and nats as they are, curl with one header more.
 */
class NatsEndToEndTest {

    private static final String USER = "backup";
    private static final String PASSWORD = "jetstream-demo-pw";
    private static final String BUCKET = "nats-backups";

    @TempDir
    Path directory;

    @Test
    void messagesComeBackInPlaceAndAsACopy() {
        NatsPrograms programs = NatsPrograms.onThisMachine();
        try (World world = UpstreamCrds.world();
                NatsServer server = server(programs, "source");
                NatsServer copyServer = server(programs, "copy");
                S3Server store = store();
                KubernetesClient node = world.api.client("system:node:here");
                ProcessKubelet kubelet = kubelet(programs, node, server, copyServer)) {
            NatsStream orders = ordersOf(server);
            List<JsonNode> messages = orders.messages();
            JsonNode configuration = orders.configuration();
            platform(world, store);
            backUp(world, store);

            orders.publish("orders.after-the-backup", 3);
            orders.destroy();
            world.apply(UpstreamCrds.nats("06-restore-in-place"));
            world.awaitPhase("RestoreJob", "nats-restore-inplace", "Succeeded");

            assertThat(orders.messages()).hasSize(14).isEqualTo(messages);
            assertThat(orders.configuration()).isEqualTo(configuration);

            secrets(world, store, "nats-restore");
            world.apply(UpstreamCrds.nats("07-restore-to-copy"));
            world.awaitPhase("RestoreJob", "nats-restore-to-copy", "Succeeded");

            assertThat(new NatsStream(copyServer).messages()).isEqualTo(messages);
            assertThat(orders.messages()).isEqualTo(messages);
        }
    }

    @Test
    void aStreamThatIsStillThereIsNotOverwrittenAndTheTenantIsToldWhy() {
        NatsPrograms programs = NatsPrograms.onThisMachine();
        try (World world = UpstreamCrds.world();
                NatsServer server = server(programs, "source");
                S3Server store = store();
                KubernetesClient node = world.api.client("system:node:here");
                ProcessKubelet kubelet = kubelet(programs, node, server, server)) {
            NatsStream orders = ordersOf(server);
            platform(world, store);
            backUp(world, store);
            orders.publish("orders.after-the-backup", 3);
            List<JsonNode> messages = orders.messages();

            world.apply(UpstreamCrds.nats("06-restore-in-place"));
            JsonNode failed = world.awaitPhase("RestoreJob", "nats-restore-inplace", "Failed");

            assertThat(failed.at("/status/message").asText()).contains("Stream \"ORDERS\" already exist");
            assertThat(orders.messages()).hasSize(17).isEqualTo(messages);
        }
    }

    private NatsServer server(NatsPrograms programs, String name) {
        return NatsServer.start(programs, directory.resolve(name), USER, PASSWORD);
    }

    private S3Server store() {
        S3Server store =
                S3Server.start(S3Server.Options.in(directory.resolve("store")).withTls());
        store.createBucket(BUCKET);
        return store;
    }

    /** What stands for the strategy's image, and where its applications' services lead to. */
    private ProcessKubelet kubelet(NatsPrograms programs, KubernetesClient node, NatsServer original, NatsServer copy) {
        LocalImage image = LocalImage.host()
                .withExecutable("nats", programs.client())
                .withExecutable("curl", programs.curlOfTheImage(directory));
        return ProcessKubelet.builder(node)
                .images(ImageTable.builder()
                        .image("natsio/nats-box:0.14.5", image)
                        .build())
                .hosts(new HostsTable(Map.of(
                        "nats-test.tenant-test.svc", original.address(),
                        "nats-restore.tenant-test.svc", copy.address())))
                .isolation(Isolation.NAMESPACES)
                .workDirectory(directory.resolve("pods"))
                .start();
    }

    /** A stream with a gap: 14 messages with the numbers 1 to 15. */
    private static NatsStream ordersOf(NatsServer server) {
        NatsStream orders = new NatsStream(server);
        orders.create();
        orders.publish("orders.new", 10);
        orders.publish("orders.paid", 5);
        orders.remove(7);
        return orders;
    }

    private static void platform(World world, S3Server store) {
        for (String[] names : new String[][] {{"NATS", "nats", "natses"}, {"Bucket", "bucket", "buckets"}}) {
            world.apply(Manifests.APPLICATION_CRD
                    .replace("databases", names[2])
                    .replace("database", names[1])
                    .replace("Database", names[0]));
        }
        world.apply("apiVersion: v1\nkind: Namespace\nmetadata: {name: tenant-test}");
        for (String file :
                List.of("01-create-strategy", "02-create-backupclass", "03-create-bucket", "04-create-nats")) {
            world.apply(UpstreamCrds.nats(file));
        }
        secrets(world, store, "nats-test");
    }

    /** What the platform and the tenant make for an application; the endpoint comes without a scheme, as a bucket's does. */
    private static void secrets(World world, S3Server store, String application) {
        String keys = "accessKey: %s, secretKey: %s, endpoint: '%s', region: us-east-1, bucket: %s"
                .formatted(
                        store.accessKey(), store.secretKey(), store.endpoint().replace("https://", ""), BUCKET);
        Map.of(application + "-credentials", USER + ": " + PASSWORD, application + "-backup-s3", keys)
                .forEach((name, data) -> world.apply(Backups.secret(name, data).replace("tenant-a", "tenant-test")));
    }

    private static void backUp(World world, S3Server store) {
        world.apply(UpstreamCrds.nats("05-create-backupjob"));
        world.awaitPhase("BackupJob", "nats-backup-job", "Succeeded");
        assertThat(world.get("Backup", "nats-backup-job").at("/status/phase").asText())
                .isEqualTo("Ready");
        assertThat(Files.exists(store.fileOf(BUCKET, "nats-test/ORDERS.tar"))).isTrue();
    }
}
