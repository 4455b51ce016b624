package dev.holdfast.backup.testkit.jobs;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs {@code batch/v1} Jobs the way a cluster's Job controller does: makes Pods, counts them, ends the Job with the same
 * conditions, reasons and messages, and deletes it after its time to live. It reads Jobs and Pods afresh for each decision, so
 * it may be started, stopped and restarted at any time. Somebody else plays the node and sets Pod phases.
 *
 * <p>Deviations: Pods carry no {@code batch.kubernetes.io/job-tracking} finalizer, since the counted Pods are kept in memory;
 * Indexed Jobs are left alone; pod failure policies, success policies, {@code managedBy} and events are not supported. Times
 * come from the given clock, looked at every 100 ms of real time while a Job waits for one.
 *
 * <p>Thread safe; works on one thread of the given executor.
 */
public final class JobController implements AutoCloseable {

    /** How long a cluster waits before it replaces the first failed Pod of a Job; doubles with each further one. */
    public static final Duration CLUSTER_RETRY_DELAY = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(JobController.class);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final String SUFFIX_LETTERS = "bcdfghjklmnpqrstvwxz2456789";

    private final KubernetesClient client;
    private final InstantSource clock;
    private final ScheduledExecutorService executor;
    private final JobPlanner planner;
    private final SplittableRandom random = new SplittableRandom();
    private final Map<Key, Ledger> ledgers = new ConcurrentHashMap<>();
    private final Set<Key> queued = ConcurrentHashMap.newKeySet();
    private final List<SharedIndexInformer<?>> informers = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    private record Key(String namespace, String name) {}

    /** The ledger of the Job with this uid; a later Job of the same name starts a new one. */
    private record Ledger(String uid, JobLedger pods) {}

    private JobController(
            KubernetesClient client, InstantSource clock, ScheduledExecutorService executor, Duration retryDelay) {
        this.client = client;
        this.clock = clock;
        this.executor = executor;
        this.planner = new JobPlanner(retryDelay);
    }

    /**
     * Starts the controller for all namespaces.
     *
     * @param client with rights on Jobs and Pods; stays the caller's to close, after this controller
     * @param clock source of all times written and compared
     * @param executor runs the controller, one task at a time; stays the caller's to shut down, after this controller
     * @param retryDelay wait before the first failed Pod is replaced, {@link #CLUSTER_RETRY_DELAY} in a cluster
     */
    public static JobController start(
            KubernetesClient client, InstantSource clock, ScheduledExecutorService executor, Duration retryDelay) {
        JobController controller = new JobController(client, clock, executor, retryDelay);
        controller.watch();
        return controller;
    }

    /** Stops reacting. Jobs and Pods stay as they are. */
    @Override
    public void close() {
        closed = true;
        informers.forEach(SharedIndexInformer::close);
    }

    private void watch() {
        informers.add(client.batch()
                .v1()
                .jobs()
                .inAnyNamespace()
                .inform(onChange(job -> Optional.of(job.getMetadata().getName()))));
        informers.add(client.pods().inAnyNamespace().withLabel("job-name").inform(onChange(JobController::jobOf)));
    }

    private static Optional<String> jobOf(Pod pod) {
        return pod.getMetadata().getOwnerReferences().stream()
                .filter(owner -> "Job".equals(owner.getKind()))
                .map(OwnerReference::getName)
                .findFirst();
    }

    private <T extends HasMetadata> ResourceEventHandler<T> onChange(
            java.util.function.Function<T, Optional<String>> jobName) {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(T object) {
                jobName.apply(object)
                        .ifPresent(name -> enqueue(new Key(object.getMetadata().getNamespace(), name), Duration.ZERO));
            }

            @Override
            public void onUpdate(T before, T after) {
                onAdd(after);
            }

            @Override
            public void onDelete(T object, boolean unknown) {
                onAdd(object);
            }
        };
    }

    private void enqueue(Key key, Duration delay) {
        if (delay.isZero() && !queued.add(key)) {
            return;
        }
        try {
            executor.schedule(() -> run(key), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("Job {} is not looked at any more: the executor is shut down", key);
        }
    }

    private synchronized void run(Key key) {
        queued.remove(key);
        if (closed) {
            return;
        }
        try {
            Optional<Job> job = Optional.ofNullable(client.batch()
                    .v1()
                    .jobs()
                    .inNamespace(key.namespace())
                    .withName(key.name())
                    .get());
            if (job.isPresent()) {
                sync(job.get(), key);
            } else {
                ledgers.remove(key);
            }
        } catch (KubernetesClientException e) {
            LOG.debug("Job {} is looked at again: {}", key, e.getMessage());
            enqueue(key, LOOK);
        }
    }

    private void sync(Job job, Key key) {
        if ("Indexed".equals(job.getSpec().getCompletionMode())) {
            LOG.warn("Job {} is left alone: completionMode Indexed is not supported", key);
            return;
        }
        Instant now = clock.instant();
        JobStatus before = Optional.ofNullable(job.getStatus()).orElseGet(JobStatus::new);
        if (new JobConditions(before.getConditions(), now).finished()) {
            expire(job, now, key);
            return;
        }
        List<Pod> owned = ownedPods(job);
        String uid = job.getMetadata().getUid();
        JobLedger ledger = ledgers.compute(
                        key,
                        (name, known) ->
                                known != null && known.uid().equals(uid) ? known : new Ledger(uid, new JobLedger()))
                .pods();
        boolean terminatingFails = !JobPlanner.replacesFailedOnly(job.getSpec());
        JobLedger.Outcomes outcomes = ledger.outcomes(owned, before, terminatingFails);
        JobPlan plan = planner.plan(job, owned, ledger, outcomes, now);
        plan.podsToDelete().forEach(pod -> client.resource(pod).delete());
        if (!plan.status().equals(before)) {
            client.resource(new JobBuilder(job).withStatus(plan.status()).build())
                    .updateStatus();
        }
        ledger.settle(outcomes, owned, now);
        for (int i = 0; i < plan.podsToCreate(); i++) {
            ledger.created(client.resource(JobPods.create(job, suffix())).create());
        }
        if (plan.recheckAt().isPresent()) {
            enqueue(key, LOOK);
        }
    }

    private List<Pod> ownedPods(Job job) {
        return client
                .pods()
                .inNamespace(job.getMetadata().getNamespace())
                .withLabel("job-name", job.getMetadata().getName())
                .list()
                .getItems()
                .stream()
                .filter(pod -> JobPods.isOf(pod, job))
                .toList();
    }

    /** Deletes a finished Job once its time to live is over. */
    private void expire(Job job, Instant now, Key key) {
        ledgers.remove(key);
        JobSpec spec = job.getSpec();
        if (spec.getTtlSecondsAfterFinished() == null || job.getMetadata().getDeletionTimestamp() != null) {
            return;
        }
        Instant finished = job.getStatus().getConditions().stream()
                .filter(condition -> Set.of("Complete", "Failed").contains(condition.getType()))
                .map(condition -> Instant.parse(condition.getLastTransitionTime()))
                .findFirst()
                .orElse(now);
        if (now.isBefore(finished.plusSeconds(spec.getTtlSecondsAfterFinished()))) {
            enqueue(key, LOOK);
        } else {
            client.resource(job)
                    .withPropagationPolicy(DeletionPropagation.FOREGROUND)
                    .delete();
        }
    }

    private String suffix() {
        StringBuilder suffix = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            suffix.append(SUFFIX_LETTERS.charAt(random.nextInt(SUFFIX_LETTERS.length())));
        }
        return suffix.toString();
    }
}
