package dev.holdfast.backup.it.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.engine.EngineOptions;
import dev.holdfast.backup.engine.cluster.Cluster;
import dev.holdfast.backup.engine.cluster.DirectCluster;
import dev.holdfast.backup.engine.cluster.FeedHealth;
import dev.holdfast.backup.engine.cluster.FeedSpec;
import dev.holdfast.backup.engine.cluster.InformerFeeds;
import dev.holdfast.backup.engine.cluster.WriteGuard;
import dev.holdfast.backup.engine.work.WorkKey;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.ResourceKind;
import dev.holdfast.backup.testkit.api.SimulatedApi;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** A simulated API server with the backup kinds, and feeds over it that record what they wake. */
final class WatchedApi implements AutoCloseable {

    static final String API = "backups.cozystack.io/v1alpha1";
    static final ResourceKind BACKUP_JOB = new ResourceKind(API, "BackupJob");
    static final ResourceKind WIDGET = new ResourceKind("example.org/v1", "Widget");
    static final ResourceKind SECRET = new ResourceKind("v1", "Secret");
    static final ResourceKind JOB = new ResourceKind("batch/v1", "Job");

    private static final ObjectMapper JSON = new ObjectMapper();

    final SimulatedApi api = SimulatedApi.start();
    final KubernetesClient client = api.client();
    final Cluster cluster =
            new DirectCluster(client, Duration.ofSeconds(5), (r, c) -> {}, WriteGuard.OPEN, InstantSource.system());
    final Queue<WorkKey> woken = new ConcurrentLinkedQueue<>();
    final ScheduledExecutorService timers = Executors.newScheduledThreadPool(2);
    final InformerFeeds feeds;

    WatchedApi(Set<String> namespaces) {
        for (String namespace : List.of("holdfast-system", "ns", "other")) {
            create("v1", "Namespace", "", namespace, "{}");
        }
        serve("BackupJob", "backupjobs", "backups.cozystack.io", "v1alpha1");
        EngineOptions options = EngineOptions.defaults()
                .withNamespaces(namespaces)
                .withBounds(b -> new EngineOptions.Bounds(
                        b.awaiting(),
                        b.exit(),
                        b.forbiddenGrace(),
                        b.driverGrace(),
                        b.quiet(),
                        Duration.ofMillis(300),
                        b.safetyPass()));
        feeds = new InformerFeeds(
                new InformerFeeds.Sources(client, (r, c) -> {}, InstantSource.system(), timers),
                cluster,
                options,
                List.of(
                        FeedSpec.own(BACKUP_JOB, WorkKey.Kind.BACKUP_JOB),
                        FeedSpec.child(JOB),
                        FeedSpec.journals("holdfast-system", "backups.cozystack.io/journal", "holdfast-lock-")),
                woken::add);
        feeds.start();
    }

    void serve(String kind, String plural, String group, String version) {
        create(
                "apiextensions.k8s.io/v1",
                "CustomResourceDefinition",
                "",
                plural + "." + group,
                """
                {"spec":{"group":"%s","scope":"Namespaced",
                 "names":{"kind":"%s","plural":"%s","singular":"%s","listKind":"%sList"},
                 "versions":[{"name":"%s","served":true,"storage":true,
                   "schema":{"openAPIV3Schema":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}]}}
                """
                        .formatted(group, kind, plural, plural.substring(0, plural.length() - 1), kind, version));
    }

    GenericKubernetesResource create(String apiVersion, String kind, String namespace, String name, String rest) {
        ObjectNode manifest = json(rest).put("apiVersion", apiVersion).put("kind", kind);
        manifest.withObject("/metadata").put("name", name);
        if (!namespace.isEmpty()) {
            manifest.withObject("/metadata").put("namespace", namespace);
        }
        return cluster.create(manifest);
    }

    GenericKubernetesResource widget(String name) {
        return create("example.org/v1", "Widget", "ns", name, "{}");
    }

    GenericKubernetesResource backupJob(String namespace, String name, String rest) {
        return create(API, "BackupJob", namespace, name, rest);
    }

    GenericKubernetesResource patch(ResourceKind kind, String namespace, String name, String patch) {
        ObjectRef ref = new ObjectRef(kind, namespace, name);
        String version = cluster.get(ref).object().orElseThrow().getMetadata().getResourceVersion();
        return cluster.patch(ref, version, json(patch));
    }

    static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    FeedHealth.State state(ResourceKind kind) {
        return feeds.health().get(kind).state();
    }

    @Override
    public void close() {
        feeds.close();
        timers.shutdownNow();
        client.close();
        api.close();
    }
}
