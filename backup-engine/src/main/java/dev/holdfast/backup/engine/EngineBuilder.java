package dev.holdfast.backup.engine;

import dev.holdfast.backup.engine.cluster.OutageLog;
import dev.holdfast.backup.engine.storage.S3StoreOpener;
import dev.holdfast.backup.engine.storage.StorePolicy;
import dev.holdfast.backup.engine.storage.StoreTimeouts;
import dev.holdfast.backup.spi.Drivers;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link BackupEngine}. Only the client is required. Not thread-safe. Defaults:
 *
 * <ul>
 *   <li>drivers: all that the thread's context class loader finds
 *   <li>options: {@link EngineOptions#defaults()}
 *   <li>clock: the system's, UTC
 *   <li>executor: threads of its own, as many as workers
 *   <li>no meters, no listener, leader election by Lease
 * </ul>
 */
public final class EngineBuilder {

    private @Nullable KubernetesClient client;
    private @Nullable Drivers drivers;
    private EngineOptions options = EngineOptions.defaults();
    private InstantSource clock = Clock.systemUTC();
    private @Nullable ExecutorService executor;
    private RunListener listener = RunListener.NONE;
    private EngineMeters meters = EngineMeters.NONE;
    private boolean alwaysLeader;

    EngineBuilder() {}

    /** The host's client, which stays the host's: it is never closed here. */
    public EngineBuilder client(KubernetesClient value) {
        this.client = value;
        return this;
    }

    /** The drivers, in place of those that the class path holds. */
    public EngineBuilder drivers(Drivers value) {
        this.drivers = value;
        return this;
    }

    /** Names, bounds and defaults. */
    public EngineBuilder options(EngineOptions value) {
        this.options = value;
        return this;
    }

    /** The clock of all timestamps and deadlines. */
    public EngineBuilder clock(InstantSource value) {
        this.clock = value;
        return this;
    }

    /** Runs the passes; stays the host's, and needs a thread for each worker and one more for the lease. */
    public EngineBuilder executor(ExecutorService value) {
        this.executor = value;
        return this;
    }

    /** Told of what happens to runs. */
    public EngineBuilder listener(RunListener value) {
        this.listener = value;
        return this;
    }

    /** Numbers go there, such as {@code new MicrometerMeters(registry)}. */
    public EngineBuilder meters(EngineMeters value) {
        this.meters = value;
        return this;
    }

    /** This process is the only one, by the host's word: no lease is taken. */
    public EngineBuilder alwaysLeader() {
        this.alwaysLeader = true;
        return this;
    }

    /**
     * Builds it; nothing is started or asked yet.
     *
     * @throws IllegalStateException if there is no client, no driver, or two drivers for one strategy kind
     */
    public BackupEngine build() {
        if (client == null) {
            throw new IllegalStateException("an engine needs a Kubernetes client: builder().client(…)");
        }
        ClassLoader loader = Optional.ofNullable(Thread.currentThread().getContextClassLoader())
                .orElse(BackupEngine.class.getClassLoader());
        Drivers used = drivers == null ? Drivers.discover(loader) : drivers;
        Duration call = options.lease().requestTimeout();
        if (call.isNegative() || call.isZero()) {
            throw new IllegalStateException("the request time-out must be positive: " + call);
        }
        return new BackupEngine(new EngineSettings(
                client,
                used.requireAny(loader),
                options,
                clock,
                Optional.ofNullable(executor),
                new BothListeners(listener, meters.runs()),
                meters,
                new OutageLog(client.getMasterUrl().toString(), meters.requests(), clock),
                new S3StoreOpener(
                        StorePolicy.allowing(e -> EngineSettings.allowed(options, e)), StoreTimeouts.defaults()),
                new SplittableRandom(),
                alwaysLeader));
    }
}
