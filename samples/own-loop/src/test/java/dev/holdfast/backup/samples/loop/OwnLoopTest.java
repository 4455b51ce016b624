package dev.holdfast.backup.samples.loop;

import static org.awaitility.Awaitility.await;

import dev.holdfast.backup.api.Backup;
import dev.holdfast.backup.api.BackupJob;
import dev.holdfast.backup.api.CoreCrds;
import dev.holdfast.backup.engine.BackupEngine;
import dev.holdfast.backup.engine.EngineOptions;
import dev.holdfast.backup.testkit.api.SimulatedApi;
import dev.holdfast.backup.testkit.jobs.SimulatedJobController;
import dev.holdfast.backup.testkit.pods.ImageTable;
import dev.holdfast.backup.testkit.pods.LocalImage;
import dev.holdfast.backup.testkit.pods.ProcessKubelet;
import dev.holdfast.backup.testkit.schema.SchemaAdmission;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class OwnLoopTest {

    @Test
    void bringsABackupToItsEnd(@TempDir Path directory) {
        try (SimulatedApi api = SimulatedApi.builder()
                        .admission(new SchemaAdmission())
                        .controller(new SimulatedJobController(Duration.ofSeconds(1)))
                        .start();
                KubernetesClient client = api.client();
                ProcessKubelet kubelet = ProcessKubelet.builder(client)
                        .images(ImageTable.builder().anyOther(LocalImage.host()).build())
                        .workDirectory(directory)
                        .start()) {
            install(client);
            try (BackupEngine engine = BackupEngine.builder()
                            .client(client)
                            .options(EngineOptions.defaults().withNamespace("default"))
                            .build();
                    OwnLoop loop = OwnLoop.start(client, engine.reconcilers(), "default")) {
                apply(client, "/backup-job.yaml");

                await().atMost(Duration.ofSeconds(60)).until(() -> phase(client).equals("Succeeded"));
                await().until(() -> client.resources(Backup.class)
                                .inNamespace("default")
                                .list()
                                .getItems()
                                .size()
                        == 1);
            }
        }
    }

    private static void install(KubernetesClient client) {
        CoreCrds.all().forEach(crd -> client.resource(crd).create());
        apply(client, "/META-INF/fabric8/jobs.strategy.backups.cozystack.io-v1.yml");
        apply(client, "/platform.yaml");
    }

    private static void apply(KubernetesClient client, String resource) {
        InputStream file = OwnLoopTest.class.getResourceAsStream(resource);
        client.load(file).items().forEach(object -> client.resource(object).create());
    }

    private static String phase(KubernetesClient client) {
        return Optional.ofNullable(client.resources(BackupJob.class)
                        .inNamespace("default")
                        .withName("once")
                        .get())
                .map(BackupJob::getStatus)
                .map(status -> status.getPhase())
                .orElse("");
    }
}
