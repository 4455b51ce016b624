package dev.holdfast.backup.engine.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.engine.EngineOptions;
import dev.holdfast.backup.spi.ObjectRef;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Leadership by a Lease. Time is measured on the monotonic clock of each process, from what that process itself has seen; wall
 * clocks may differ at will. A holder counts from the start of the request that renewed the lease, everybody else from the
 * answer that showed the renewal, so the holder always gives up first. Thread-safe.
 */
public final class LeaseLeadership implements WriteGuard, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseLeadership.class);
    private final ObjectRef ref;
    private final EngineOptions.Lease lease;
    private final String me;
    private final Parts parts;
    private final Object requests = new Object();
    private Optional<LeaseRecord> seen = Optional.empty();
    private long seenAt;
    private boolean mustRead = true;
    private CompletableFuture<Void> told = CompletableFuture.completedFuture(null);
    private volatile Runnable started = () -> {};
    private volatile Runnable stopped = () -> {};
    private volatile Standing standing = new Standing(false, 0L);
    private volatile long epoch;
    private volatile boolean isClosed;
    private volatile String holder = "";

    private record Standing(boolean isLeader, long renewedAt) {}

    /**
     * What it stands on.
     *
     * @param cluster for the requests; its own guard must be open, as the lease is what guards the others
     * @param clock for the times that the Lease shows to people
     * @param nanos monotonic, such as {@code System::nanoTime}
     * @param timers renews; the requests run on its threads, so it should not be shared with other timers
     * @param callbacks runs what {@link #start} is given
     */
    public record Parts(
            Cluster cluster,
            InstantSource clock,
            LongSupplier nanos,
            ScheduledExecutorService timers,
            Executor callbacks) {}

    /**
     * A candidate that is not started. It writes itself into the lease as the identity with a random suffix: two processes of
     * one name are two candidates.
     */
    public LeaseLeadership(EngineOptions options, Parts parts) {
        this.lease = options.lease();
        this.ref = ObjectRef.of("coordination.k8s.io/v1", "Lease", options.namespace(), lease.name());
        this.me = options.identity() + "_" + UUID.randomUUID();
        this.parts = parts;
    }

    /**
     * Runs for leadership from now on.
     *
     * @param onStarted leadership begins
     * @param onStopped it has ended; comes once for each {@code onStarted}, after it
     */
    public void start(Runnable onStarted, Runnable onStopped) {
        this.started = onStarted;
        this.stopped = onStopped;
        schedule(Duration.ZERO);
    }

    /** Whether this process leads and its writes may go out now. */
    public boolean isLeader() {
        Standing now = standing;
        return now.isLeader()
                && parts.nanos().getAsLong() - now.renewedAt() <= writable().toNanos();
    }

    /** Writes begin early enough to be answered before anybody else may take over. */
    private Duration writable() {
        return lease.duration().minus(lease.requestTimeout());
    }

    @Override
    public void check() {
        if (!isLeader()) {
            throw new LeadershipLostException(name());
        }
    }

    private String name() {
        return ref.namespace() + "/" + ref.name();
    }

    /** Who held the lease when it was last seen; empty if nobody did. */
    public Optional<String> holder() {
        return Optional.of(holder).filter(h -> !h.isEmpty());
    }

    /** Number of the leadership that this process has or had last: how often the lease has changed hands. */
    public long epoch() {
        return epoch;
    }

    /** How this process writes itself into the lease. */
    public String identity() {
        return me;
    }

    private void schedule(Duration delay) {
        if (isClosed) {
            return;
        }
        try {
            parts.timers().schedule(this::turn, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.warn("lease {} is not renewed any more: {}", name(), e.toString());
        }
    }

    private void turn() {
        Duration next = lease.renewEvery();
        try {
            synchronized (requests) {
                if (isClosed) {
                    return;
                }
                acquireOrRenew();
            }
        } catch (ApiException e) {
            LOG.atLevel(e.isUnanswered() ? Level.DEBUG : Level.WARN).log("lease {}: {}", name(), e.getMessage());
            next = lease.renewEvery().dividedBy(4);
        } catch (RuntimeException e) {
            LOG.error("lease {} was not renewed", name(), e);
        } finally {
            stopIfExpired();
            schedule(next);
        }
    }

    private void acquireOrRenew() {
        if (mustRead || !standing.isLeader()) {
            Lookup found = parts.cluster().get(ref);
            found.object().ifPresent(o -> see(LeaseRecord.of(o)));
            if (found.object().isEmpty()) {
                create();
                return;
            }
        }
        LeaseRecord record = seen.orElseThrow();
        if (record.holder().equals(me)) {
            write(
                    record,
                    LeaseRecord.renewed(me, lease.duration(), parts.clock().instant()));
            return;
        }
        stop("it is held by " + record.holder());
        boolean isFree = record.holder().isEmpty()
                || parts.nanos().getAsLong() - seenAt > record.duration().toNanos();
        if (isFree) {
            write(record, record.taken(me, lease.duration(), parts.clock().instant()));
        }
    }

    private void create() {
        long begin = parts.nanos().getAsLong();
        hold(
                parts.cluster()
                        .create(LeaseRecord.manifest(
                                ref, me, lease.duration(), parts.clock().instant())),
                begin);
    }

    private void write(LeaseRecord record, ObjectNode patch) {
        mustRead = true;
        long begin = parts.nanos().getAsLong();
        hold(parts.cluster().patch(ref, record.version(), patch), begin);
    }

    private void hold(GenericKubernetesResource written, long begin) {
        see(LeaseRecord.of(written));
        mustRead = false;
        boolean begins = !standing.isLeader();
        epoch = seen.orElseThrow().transitions();
        standing = new Standing(true, begin);
        if (begins) {
            LOG.info("lease {} is held by this process, {}", name(), me);
            tell(started);
        }
    }

    /** What was seen counts from the moment when it was seen for the first time. */
    private void see(LeaseRecord record) {
        if (seen.filter(s -> s.version().equals(record.version())).isEmpty()) {
            seen = Optional.of(record);
            seenAt = parts.nanos().getAsLong();
            holder = record.holder();
        }
    }

    private void stopIfExpired() {
        synchronized (requests) {
            Standing now = standing;
            if (now.isLeader()
                    && parts.nanos().getAsLong() - now.renewedAt() > writable().toNanos()) {
                stop("it was not renewed in time");
            }
        }
    }

    private void stop(String why) {
        if (standing.isLeader()) {
            standing = new Standing(false, 0L);
            LOG.info("lease {} is not held by this process any more: {}", name(), why);
            tell(stopped);
        }
    }

    private void tell(Runnable callback) {
        told = told.thenRunAsync(callback, parts.callbacks()).exceptionally(e -> {
            LOG.error("callback of lease {} failed", name(), e);
            return null;
        });
    }

    /**
     * Stops running and gives the lease back, so that another process need not wait. Whoever writes must have ended before: from
     * now on the guard refuses, and the next leader may start at once. Waits for a request that is under way.
     */
    @Override
    public void close() {
        synchronized (requests) {
            if (isClosed) {
                return;
            }
            isClosed = true;
            boolean wasLeader = standing.isLeader();
            stop("closed");
            if (wasLeader) {
                release();
            }
        }
    }

    private void release() {
        try {
            String version = seen.orElseThrow().version();
            parts.cluster()
                    .patch(ref, version, LeaseRecord.released(parts.clock().instant()));
            holder = "";
        } catch (ApiException e) {
            LOG.warn("lease {} could not be given back and runs out: {}", name(), e.getMessage());
        }
    }
}
