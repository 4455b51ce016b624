package dev.holdfast.backup.benchmarks.contender;

import dev.holdfast.backup.benchmarks.load.LoadManifests;
import dev.holdfast.backup.benchmarks.wire.Wire;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * What is left of a backup run when nothing is checked, locked, rendered or remembered: the writes. It reads nothing but two watches.
 * Thread-safe.
 */
final class BareLoop implements AutoCloseable {

    private final Wire wire;
    private final Executor workers;
    private final boolean tells;
    private final Set<String> begun = ConcurrentHashMap.newKeySet();
    private final Set<String> ended = ConcurrentHashMap.newKeySet();
    private final Deque<SharedIndexInformer<?>> informers = new ArrayDeque<>();

    private BareLoop(Wire wire, Executor workers, boolean tells) {
        this.wire = wire;
        this.workers = workers;
        this.tells = tells;
    }

    /**
     * A loop that has seen everything there is.
     *
     * @param tells whether it writes events
     */
    static BareLoop start(KubernetesClient client, Executor workers, boolean tells) {
        BareLoop loop = new BareLoop(new Wire(client), workers, tells);
        loop.informers.push(client.batch().v1().jobs().inAnyNamespace().inform(on(loop::seen)));
        loop.informers.push(client.genericKubernetesResources(LoadManifests.backupKind("BackupJob"))
                .inAnyNamespace()
                .inform(on(loop::seen)));
        return loop;
    }

    private void seen(GenericKubernetesResource backupJob) {
        if (begun.add(backupJob.getMetadata().getUid())) {
            workers.execute(() -> begin(backupJob.getMetadata()));
        }
    }

    private void seen(Job job) {
        boolean isComplete = job.getStatus() != null
                && job.getStatus().getConditions().stream()
                        .anyMatch(c ->
                                c.getType().equals("Complete") && c.getStatus().equals("True"));
        if (isComplete && ended.add(job.getMetadata().getUid())) {
            workers.execute(() -> end(job));
        }
    }

    private void begin(ObjectMeta run) {
        String namespace = run.getNamespace();
        wire.patchBackupJobStatus(namespace, run.getName(), BareWrites.running());
        wire.createJob(namespace, BareWrites.job(run));
        if (tells) {
            wire.createEvent(
                    namespace, BareWrites.event(namespace, run.getName(), run.getUid(), "Started", "backing it up"));
        }
    }

    private void end(Job job) {
        String namespace = job.getMetadata().getNamespace();
        OwnerReference run = job.getMetadata().getOwnerReferences().get(0);
        wire.createBackup(
                namespace, BareWrites.backup(run.getName(), job.getStatus().getStartTime()));
        wire.patchBackupJobStatus(namespace, run.getName(), BareWrites.succeeded(run.getName()));
        if (tells) {
            wire.createEvent(
                    namespace, BareWrites.event(namespace, run.getName(), run.getUid(), "BackupCompleted", "recorded"));
        }
    }

    private static <T> ResourceEventHandler<T> on(Consumer<T> seen) {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(T object) {
                seen.accept(object);
            }

            @Override
            public void onUpdate(T before, T after) {
                seen.accept(after);
            }

            @Override
            public void onDelete(T object, boolean lastStateUnknown) {
                // Nothing is deleted while it is measured.
            }
        };
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::close);
    }
}
