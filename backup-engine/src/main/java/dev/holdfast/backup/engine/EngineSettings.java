package dev.holdfast.backup.engine;

import dev.holdfast.backup.engine.cluster.ApiObserver;
import dev.holdfast.backup.engine.cluster.Cluster;
import dev.holdfast.backup.engine.cluster.DirectCluster;
import dev.holdfast.backup.engine.cluster.WriteGuard;
import dev.holdfast.backup.engine.run.EngineParts;
import dev.holdfast.backup.engine.storage.StoreEndpoint;
import dev.holdfast.backup.engine.storage.StoreOpener;
import dev.holdfast.backup.engine.template.TemplateLanguages;
import dev.holdfast.backup.engine.work.Feeds;
import dev.holdfast.backup.spi.Drivers;
import dev.holdfast.backup.spi.ResourceKind;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** What a builder has gathered. Immutable. */
record EngineSettings(
        KubernetesClient client,
        Drivers drivers,
        EngineOptions options,
        InstantSource clock,
        Optional<ExecutorService> executor,
        RunListener listener,
        EngineMeters meters,
        ApiObserver requests,
        StoreOpener stores,
        RandomGenerator random,
        boolean alwaysLeader) {

    Cluster cluster(WriteGuard guard) {
        return new DirectCluster(client, options.lease().requestTimeout(), requests, guard, clock);
    }

    EngineParts parts(Cluster cluster, Feeds feeds, Map<ResourceKind, Boolean> shapes, LongSupplier epoch) {
        return new EngineParts(
                cluster,
                feeds,
                drivers,
                options,
                stores,
                TemplateLanguages.standardLimits(),
                clock,
                new SafeListener(listener),
                shapes,
                epoch);
    }

    /** Whether a tenant may choose this endpoint. */
    static boolean allowed(EngineOptions options, StoreEndpoint endpoint) {
        return options.tenantEndpoints().contains(endpoint.toString());
    }
}
