package dev.holdfast.backup.it.engine;

import static dev.holdfast.backup.it.engine.World.condition;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.driver.job.JobDriver;
import dev.holdfast.backup.engine.EngineOptions;
import dev.holdfast.backup.engine.RunListener;
import dev.holdfast.backup.engine.cluster.ApiObserver;
import dev.holdfast.backup.engine.cluster.DirectCluster;
import dev.holdfast.backup.engine.cluster.LiveFeeds;
import dev.holdfast.backup.engine.cluster.WriteGuard;
import dev.holdfast.backup.engine.run.ClassStatus;
import dev.holdfast.backup.engine.run.EngineParts;
import dev.holdfast.backup.engine.template.TemplateLanguages;
import dev.holdfast.backup.engine.work.WorkKey;
import dev.holdfast.backup.spi.Drivers;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** The status of a class on an API server with our CRDs, pass by pass. */
class ClassStatusTest {

    private static final WorkKey DAILY = new WorkKey(WorkKey.Kind.BACKUP_CLASS, "", "daily");

    private static ClassStatus over(KubernetesClient client) {
        DirectCluster cluster = new DirectCluster(
                client, Duration.ofSeconds(5), ApiObserver.NONE, WriteGuard.OPEN, InstantSource.system());
        return new ClassStatus(new EngineParts(
                cluster,
                new LiveFeeds(cluster, List.of(), Set.of()),
                Drivers.of(List.of(new JobDriver())),
                EngineOptions.defaults(),
                (location, credentials, access, chosenBy) -> {
                    throw new AssertionError("a class's status opens no store");
                },
                TemplateLanguages.standardLimits(),
                InstantSource.system(),
                RunListener.NONE,
                new ConcurrentHashMap<>(),
                () -> 0L));
    }

    @Test
    void followsTheStrategyAndWritesOnlyWhatChanged() {
        try (World world = World.start();
                KubernetesClient client = world.api.client("class-status")) {
            world.stopEngine();
            ClassStatus status = over(client);
            world.apply(Manifests.backupClass());

            status.reconcile(DAILY);
            JsonNode missing = condition(world.get("BackupClass", "daily"), "Ready");
            assertThat(missing.path("status").asText()).isEqualTo("False");
            assertThat(missing.path("reason").asText()).isEqualTo("StrategyNotFound");

            world.apply(Manifests.strategy(""));
            status.reconcile(DAILY);
            JsonNode resolved = condition(world.get("BackupClass", "daily"), "Ready");
            assertThat(resolved.path("status").asText()).isEqualTo("True");
            assertThat(resolved.path("reason").asText()).isEqualTo("Resolved");
            assertThat(resolved.path("message").asText()).contains("strategy Job tool can backup");

            world.api.clearRequests();
            status.reconcile(DAILY);
            assertThat(world.api.requests())
                    .extracting(r -> r.info().verb())
                    .isNotEmpty()
                    .containsOnly("get");
        }
    }
}
