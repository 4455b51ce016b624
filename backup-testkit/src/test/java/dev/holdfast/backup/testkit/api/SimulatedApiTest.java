package dev.holdfast.backup.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SimulatedApiTest {

    @Test
    void startsInLessThanASecond() {
        long begin = System.nanoTime();
        SimulatedApi.start().close();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void servesTheWholeLifeOfAnObjectToTheClient() {
        try (SimulatedApi api = SimulatedApi.start();
                KubernetesClient client = api.client()) {
            ConfigMap created = client.resource(map("a", "1")).create();
            client.resource(map("a", "2")).update();
            client.configMaps().inNamespace("default").withName("a").edit(old -> new ConfigMapBuilder(old)
                    .addToData("more", "x")
                    .build());

            ConfigMap found =
                    client.configMaps().inNamespace("default").withName("a").get();
            assertThat(found.getData()).containsEntry("k", "2").containsEntry("more", "x");
            assertThat(found.getMetadata().getUid())
                    .isEqualTo(created.getMetadata().getUid());
            assertThat(client.configMaps().inAnyNamespace().list().getItems()).hasSize(1);

            client.resource(found).delete();
            assertThat(client.configMaps().inNamespace("default").withName("a").get())
                    .isNull();
            assertThat(api.requests()).extracting(LoggedRequest::verb).contains("create", "get", "update", "delete");
        }
    }

    @Test
    void watchesFallBackFromWebSocketsToStreaming() throws InterruptedException {
        try (SimulatedApi api = SimulatedApi.start()) {
            Config config =
                    new ConfigBuilder(api.config()).withOnlyHttpWatches(false).build();
            try (KubernetesClient client =
                    new KubernetesClientBuilder().withConfig(config).build()) {
                BlockingQueue<String> seen = new LinkedBlockingQueue<>();
                client.configMaps().inNamespace("default").watch(recording(seen));
                client.resource(map("w", "1")).create();
                client.resource(map("w", "2")).update();

                assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo("ADDED w");
                assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo("MODIFIED w");
            }
        }
    }

    @Test
    void refusesADuplicateByReason() {
        try (SimulatedApi api = SimulatedApi.start();
                KubernetesClient client = api.client()) {
            client.resource(map("a", "1")).create();

            assertThatThrownBy(() -> client.resource(map("a", "1")).create())
                    .isInstanceOfSatisfying(KubernetesClientException.class, e -> {
                        assertThat(e.getCode()).isEqualTo(409);
                        assertThat(e.getStatus().getReason()).isEqualTo("AlreadyExists");
                    });
        }
    }

    private static Watcher<ConfigMap> recording(BlockingQueue<String> seen) {
        return new Watcher<>() {
            @Override
            public void eventReceived(Action action, ConfigMap map) {
                if (action != Action.BOOKMARK) {
                    seen.add(action + " " + map.getMetadata().getName());
                }
            }

            @Override
            public void onClose(WatcherException cause) {
                seen.add("closed");
            }
        };
    }

    private static ConfigMap map(String name, String value) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("default")
                .endMetadata()
                .addToData("k", value)
                .build();
    }
}
