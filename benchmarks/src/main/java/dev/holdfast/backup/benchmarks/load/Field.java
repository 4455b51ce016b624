package dev.holdfast.backup.benchmarks.load;

import dev.holdfast.backup.benchmarks.contender.EngineCommand;
import dev.holdfast.backup.benchmarks.wire.Wire;
import dev.holdfast.backup.testkit.cluster.AuditEvent;
import dev.holdfast.backup.testkit.cluster.KubeBinaries;
import dev.holdfast.backup.testkit.cluster.RealCluster;
import dev.holdfast.backup.testkit.cluster.RealClusterOptions;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A new kube-apiserver with the kinds, the tenants, and what a class needs. Thread-safe. */
final class Field implements AutoCloseable {

    /** Whom the requests that are counted are made by. */
    static final String USER = "contender";

    private static final int TENANTS = 10;
    private static final int HANDS = 8;

    private final RealCluster cluster;
    private final KubernetesClient client;
    private final ExecutorService hands = Executors.newFixedThreadPool(HANDS);

    private Field(RealCluster cluster) {
        this.cluster = cluster;
        this.client = cluster.client();
    }

    static Field start(KubeBinaries binaries) throws InterruptedException {
        Field field = new Field(RealCluster.start(binaries, RealClusterOptions.apiServerOnly()));
        boolean isReady = false;
        try {
            field.prepare();
            isReady = true;
            return field;
        } finally {
            if (!isReady) {
                field.close();
            }
        }
    }

    private void prepare() throws InterruptedException {
        for (CustomResourceDefinition definition : LoadManifests.definitions()) {
            client.resource(definition).create();
        }
        for (CustomResourceDefinition definition : LoadManifests.definitions()) {
            client.resource(definition).waitUntilCondition(Field::isEstablished, 60, TimeUnit.SECONDS);
        }
        namespace(EngineCommand.NAMESPACE);
        IntStream.range(0, TENANTS).forEach(i -> namespace(tenant(i)));
        LoadManifests.classAndStrategy()
                .forEach(object -> client.resource(object).create());
    }

    private static boolean isEstablished(CustomResourceDefinition definition) {
        return definition != null
                && definition.getStatus() != null
                && definition.getStatus().getConditions().stream()
                        .anyMatch(c -> c.getType().equals("Established")
                                && c.getStatus().equals("True"));
    }

    private void namespace(String name) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
    }

    private static String tenant(int run) {
        return "tenant-" + run % TENANTS;
    }

    KubernetesClient client() {
        return client;
    }

    Path kubeconfig() {
        return cluster.kubeconfig();
    }

    /** Makes the applications that runs of this prefix back up. */
    void applications(String prefix, int runs) throws InterruptedException {
        each(runs, i -> client.resource(LoadManifests.application(tenant(i), prefix + i))
                .create());
    }

    /** Makes all BackupJobs, as fast as they are accepted. */
    void backUp(String prefix, int runs, Consumer<String> creating) throws InterruptedException {
        Wire wire = new Wire(client);
        each(runs, i -> {
            creating.accept(prefix + i);
            wire.createBackupJob(tenant(i), LoadManifests.backupJob(prefix + i));
        });
    }

    private void each(int count, java.util.function.IntConsumer task) throws InterruptedException {
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            all.add(hands.submit(() -> task.accept(number)));
        }
        for (Future<?> one : all) {
            try {
                one.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("an object of the load could not be created", e.getCause());
            }
        }
    }

    /** Tells name and phase of each BackupJob whenever it changes. */
    SharedIndexInformer<GenericKubernetesResource> watch(BiConsumer<String, String> phases) {
        return client.genericKubernetesResources(LoadManifests.backupKind("BackupJob"))
                .inAnyNamespace()
                .inform(new ResourceEventHandler<>() {
                    @Override
                    public void onAdd(GenericKubernetesResource job) {
                        Object phase = job.get("status", "phase");
                        phases.accept(job.getMetadata().getName(), phase == null ? "" : phase.toString());
                    }

                    @Override
                    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
                        onAdd(after);
                    }

                    @Override
                    public void onDelete(GenericKubernetesResource job, boolean lastStateUnknown) {
                        // Nothing is deleted while it is measured.
                    }
                });
    }

    /** What the contender has asked for so far. */
    List<AuditEvent> asked() {
        return cluster.auditEvents().stream().filter(e -> e.user().equals(USER)).toList();
    }

    @Override
    public void close() {
        hands.shutdownNow();
        cluster.close();
    }
}
