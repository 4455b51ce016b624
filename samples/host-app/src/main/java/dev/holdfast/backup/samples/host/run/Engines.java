package dev.holdfast.backup.samples.host.run;

import dev.holdfast.backup.engine.EngineOptions;
import dev.holdfast.backup.samples.host.web.Component;
import dev.holdfast.backup.spi.Drivers;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/** Builds engines. */
public final class Engines {

    private Engines() {}

    /** Builds. */
    public static EngineHandle create(
            KubernetesClient client, Drivers drivers, EngineOptions options, MeterRegistry meters) {
        return new EngineHandle() {
            @Override
            public void start() {
                try {
                    client.getKubernetesVersion();
                } catch (io.fabric8.kubernetes.client.KubernetesClientException e) {
                    throw dev.holdfast.backup.samples.host.cli.CommandFailure.failure(
                            "cannot reach the Kubernetes API at " + client.getMasterUrl() + ": " + e.getMessage());
                }
            }

            @Override
            public List<Component> health() {
                return List.of();
            }

            @Override
            public void close() {
                meters.clear();
            }
        };
    }
}
