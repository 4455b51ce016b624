package dev.holdfast.backup.benchmarks.load;

import dev.holdfast.backup.benchmarks.wire.Wire;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Plays the Job controller and the kubelet with the fewest writes that look like them: a pod per Job, running while the work takes
 * time, then succeeded with a result, and right after that the completed Job. Thread-safe.
 */
final class Operator implements AutoCloseable {

    private static final int THREADS = 4;

    private final Wire wire;
    private final ScheduledExecutorService hands = Executors.newScheduledThreadPool(THREADS);
    private final SharedIndexInformer<Job> jobs;
    private volatile Load load;

    /**
     * What is carried out now.
     *
     * @param timeline told when a run is done
     * @param work how long each takes
     */
    record Load(Timeline timeline, WorkTime work) {}

    private Operator(KubernetesClient client, Load load) {
        this.wire = new Wire(client);
        this.load = load;
        this.jobs = client.batch().v1().jobs().inAnyNamespace().inform(new NewJobs());
    }

    static Operator start(KubernetesClient client, Load load) {
        return new Operator(client, load);
    }

    /** Jobs that come from now on belong to this load. */
    void take(Load next) {
        load = next;
    }

    private void begin(Job job, Load of) {
        String namespace = job.getMetadata().getNamespace();
        Instant start = Instant.now();
        wire.createPod(namespace, JobStates.pod(job));
        if (of.work().isInstant()) {
            end(job, start, of.timeline());
            return;
        }
        wire.patchPodStatus(namespace, JobStates.podName(job), JobStates.podRunning(start));
        wire.patchJobStatus(namespace, job.getMetadata().getName(), JobStates.jobActive(start));
        Duration work = of.work().of(run(job));
        hands.schedule(guarded(of, () -> end(job, start, of.timeline())), work.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void end(Job job, Instant start, Timeline timeline) {
        String namespace = job.getMetadata().getNamespace();
        Instant end = Instant.now();
        wire.patchPodStatus(namespace, JobStates.podName(job), JobStates.podSucceeded(run(job), end));
        timeline.done(run(job));
        wire.patchJobStatus(namespace, job.getMetadata().getName(), JobStates.jobComplete(start, end));
    }

    private static String run(Job job) {
        return job.getMetadata().getOwnerReferences().get(0).getName();
    }

    private static Runnable guarded(Load of, Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (IllegalStateException e) {
                of.timeline().failed("the operator could not do its part: " + e.getMessage());
            }
        };
    }

    @Override
    public void close() {
        jobs.close();
        hands.shutdownNow();
    }

    private final class NewJobs implements ResourceEventHandler<Job> {
        @Override
        public void onAdd(Job job) {
            Load now = load;
            hands.execute(guarded(now, () -> begin(job, now)));
        }

        @Override
        public void onUpdate(Job before, Job after) {
            // The operator's own writes.
        }

        @Override
        public void onDelete(Job job, boolean lastStateUnknown) {
            // Nothing is deleted while it is measured.
        }
    }
}
