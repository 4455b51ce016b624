package dev.holdfast.backup.engine;

import dev.holdfast.backup.engine.cluster.ApiException;
import dev.holdfast.backup.engine.cluster.Cluster;
import dev.holdfast.backup.engine.cluster.FeedSpec;
import dev.holdfast.backup.engine.cluster.InformerFeeds;
import dev.holdfast.backup.engine.cluster.LeaseLeadership;
import dev.holdfast.backup.engine.cluster.LiveFeeds;
import dev.holdfast.backup.engine.cluster.ReferenceLease;
import dev.holdfast.backup.engine.cluster.WriteGuard;
import dev.holdfast.backup.engine.run.EngineParts;
import dev.holdfast.backup.engine.run.EngineReconciler;
import dev.holdfast.backup.engine.run.Kinds;
import dev.holdfast.backup.engine.work.Backoff;
import dev.holdfast.backup.engine.work.Feeds;
import dev.holdfast.backup.engine.work.KeyedQueue;
import dev.holdfast.backup.engine.work.WorkKey;
import dev.holdfast.backup.engine.work.WorkLoop;
import dev.holdfast.backup.spi.Drivers;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.ResourceKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The backup engine. {@link #builder() Build} it around the host's Kubernetes client, {@link #start()} it, {@link #close()} it once.
 * Thread-safe. It owns no global state, never ends the JVM and never closes what it was given.
 *
 * <p>Three ways in: {@link #start()} runs everything with informers, a queue and a lease; {@link #reconcilers()} gives plain functions
 * to a host that has its own loop; {@link #operations()} makes requests by hand.
 */
public final class BackupEngine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BackupEngine.class);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

    private final EngineSettings settings;
    private final List<FeedSpec> kinds;
    private final ScheduledExecutorService queueTimers = timers("holdfast-queue");
    private final ScheduledExecutorService feedTimers = timers("holdfast-feeds");
    private final ScheduledExecutorService leaseTimers = timers("holdfast-lease");
    private final Optional<ExecutorService> ownWorkers;
    private final Optional<LeaseLeadership> leadership;
    private final Cluster cluster;
    private final InformerFeeds feeds;
    private final KeyedQueue queue;
    private final WorkLoop loop;
    private final EngineParts parts;
    private final ReferenceWatch reference;
    private boolean started;

    BackupEngine(EngineSettings settings) {
        this.settings = settings;
        this.kinds = EngineKinds.feeds(settings.drivers(), settings.options().namespace());
        this.ownWorkers = settings.executor().isPresent()
                ? Optional.empty()
                : Optional.of(Executors.newFixedThreadPool(settings.options().workers(), named("holdfast-worker")));
        Executor workers = settings.executor().or(() -> ownWorkers).orElseThrow();
        this.leadership = settings.alwaysLeader()
                ? Optional.empty()
                : Optional.of(new LeaseLeadership(
                        settings.options(),
                        new LeaseLeadership.Parts(
                                settings.cluster(WriteGuard.OPEN),
                                settings.clock(),
                                System::nanoTime,
                                leaseTimers,
                                workers)));
        this.cluster = settings.cluster(leadership.<WriteGuard>map(l -> l).orElse(WriteGuard.OPEN));
        this.queue = new KeyedQueue(settings.clock(), queueTimers, Backoff.standard(settings.random()));
        this.feeds = new InformerFeeds(
                new InformerFeeds.Sources(settings.client(), settings.requests(), settings.clock(), feedTimers),
                cluster,
                settings.options(),
                kinds,
                queue::event);
        this.parts = settings.parts(cluster, feeds, new ConcurrentHashMap<>(), this::epoch);
        this.loop = new WorkLoop(
                queue,
                new EngineReconciler(parts),
                workers,
                settings.options().workers(),
                settings.options().bounds().safetyPass(),
                feeds.interests()::has);
        this.reference = new ReferenceWatch(
                settings.options().reference(),
                new ReferenceLease(cluster, settings.options().reference(), settings.clock()));
        settings.meters().queueDepth(queue::depth);
        settings.meters().referenceAtWork(() -> reference.isAtWork() ? 1 : 0);
    }

    private static ScheduledExecutorService timers(String name) {
        return Executors.newSingleThreadScheduledExecutor(named(name));
    }

    private static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** A builder with all defaults. */
    public static EngineBuilder builder() {
        return new EngineBuilder();
    }

    /**
     * Starts informers and, once it leads, work.
     *
     * @throws EngineStartException if the API server cannot be reached, or core CRDs or rights on them are missing
     * @throws IllegalStateException if it was started before
     */
    public synchronized void start() {
        if (started) {
            throw new IllegalStateException("an engine is started once");
        }
        preflight();
        started = true;
        settings.drivers().failures().forEach(f -> LOG.warn("a backup driver could not be loaded: {}", f));
        reference.start(feedTimers);
        feeds.start();
        if (leadership.isPresent()) {
            leadership.get().start(this::lead, loop::pause);
        } else {
            lead();
        }
    }

    private void lead() {
        loop.resume();
        kinds.forEach(this::lookAnew);
    }

    /** At what another leader did meanwhile; a kind that cannot be listed now keeps nobody from working. */
    private void lookAnew(FeedSpec kind) {
        try {
            kind.key().ifPresent(as -> feeds.list(kind.kind(), "", "", "").forEach(object -> {
                ObjectRef ref = ObjectRef.of(object);
                queue.event(new WorkKey(as, ref.namespace(), ref.name()));
            }));
        } catch (ApiException e) {
            LOG.debug("{} is listed again later", kind.kind(), e);
            later(() -> lookAnew(kind));
        }
    }

    private void later(Runnable task) {
        try {
            long delay = settings.options().bounds().recheck().toMillis();
            feedTimers.schedule(task, delay, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("the engine was closed", e);
        }
    }

    private void preflight() {
        List<String> missing = new ArrayList<>();
        try {
            for (ResourceKind kind : EngineKinds.core()) {
                if (!cluster.serves(kind)) {
                    missing.add(kind.kind());
                }
            }
            if (missing.isEmpty()) {
                String namespace =
                        settings.options().namespaces().stream().findFirst().orElse("");
                cluster.list(Kinds.BACKUP_CLASS, "", "");
                cluster.list(Kinds.BACKUP_JOB, namespace, "");
                cluster.list(Kinds.RESTORE_JOB, namespace, "");
                cluster.list(Kinds.BACKUP, namespace, "");
            }
        } catch (ApiException e) {
            throw new EngineStartException(
                    e.code() == ApiException.NO_ANSWER
                            ? "the Kubernetes API at " + settings.client().getMasterUrl() + " does not answer: "
                                    + e.detail()
                            : "the engine may not work with this cluster: " + e.request() + ": " + e.code() + " "
                                    + e.detail());
        }
        if (!missing.isEmpty()) {
            throw new EngineStartException("the cluster does not serve " + String.join(", ", missing)
                    + " of group backups.cozystack.io: install the core CRDs first");
        }
    }

    /** The engine as plain functions; needs no {@link #start()} and starts no thread. */
    public Reconcilers reconcilers() {
        List<ResourceKind> watched = kinds.stream().map(FeedSpec::kind).toList();
        Cluster direct = settings.cluster(WriteGuard.OPEN);
        LiveFeeds live = new LiveFeeds(direct, kinds, new HashSet<>(watched));
        return new Reconcilers(
                new EngineReconciler(settings.parts(direct, live, new ConcurrentHashMap<>(), () -> 0L)), live, watched);
    }

    /** Requests by hand; needs no {@link #start()}. */
    public Operations operations() {
        Cluster direct = settings.cluster(WriteGuard.OPEN);
        return new Operations(settings.parts(direct, quiet(direct), new ConcurrentHashMap<>(), this::epoch));
    }

    /** Without a lease there are no two leaderships to tell apart. */
    private long epoch() {
        return leadership.map(LeaseLeadership::epoch).orElse(0L);
    }

    private Feeds quiet(Cluster direct) {
        return new LiveFeeds(direct, kinds, new HashSet<>());
    }

    /** Whether this process leads now. */
    public boolean isLeader() {
        return leadership.map(LeaseLeadership::isLeader).orElse(true);
    }

    /** How the parts stand; a driver's missing kinds are told and stop nothing else. */
    public List<Health> health() {
        List<Health> health = new ArrayList<>();
        String leader = isLeader()
                ? "this process leads"
                : "another process leads: "
                        + leadership.flatMap(LeaseLeadership::holder).orElse("nobody yet");
        health.add(new Health("leadership", true, false, leader));
        feeds.health()
                .forEach((kind, state) -> health.add(new Health(
                        kind.toString(),
                        state.isSynced(),
                        EngineKinds.core().contains(kind),
                        state.state() + " " + state.text())));
        reference.health().ifPresent(health::add);
        settings.drivers().failures().forEach(f -> health.add(new Health("driver", false, false, f)));
        settings.drivers()
                .all()
                .forEach(d -> health.add(new Health(
                        "driver " + d.descriptor().strategyType(),
                        true,
                        false,
                        d.getClass().getName())));
        return health;
    }

    /** The drivers of this engine. */
    public Drivers drivers() {
        return settings.drivers();
    }

    /** Stops taking work, waits for passes in flight, gives the lease back. What is under way goes on with the next leader. */
    @Override
    public synchronized void close() {
        try {
            if (!loop.shutdown(STOP_WITHIN)) {
                LOG.warn(
                        "passes were still in flight after {}; the next leader goes on from what they wrote",
                        STOP_WITHIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        leadership.ifPresent(LeaseLeadership::close);
        feeds.close();
        queueTimers.shutdownNow();
        feedTimers.shutdownNow();
        leaseTimers.shutdown();
        ownWorkers.ifPresent(ExecutorService::shutdown);
    }
}
