package dev.holdfast.backup.engine;

import java.time.Duration;

/**
 * Told of what happens to runs, after it was written to the API. Called on the engine's threads: be quick, and do not throw; an
 * exception is logged and changes nothing. All methods do nothing by default. Must be thread-safe.
 */
public interface RunListener {

    /** Listens to nothing. */
    RunListener NONE = new RunListener() {};

    /**
     * A run, for people and metrics.
     *
     * @param kind {@code BackupJob}, {@code RestoreJob} or {@code Backup} (reclaim and verify)
     * @param namespace of the object
     * @param name of the object
     * @param operation {@code Backup}, {@code Restore}, {@code Reclaim} or {@code Verify}
     * @param driver strategy type, {@code group/Kind}; empty before it is known
     */
    record RunInfo(String kind, String namespace, String name, String operation, String driver) {}

    /** The run has begun its work. */
    default void started(RunInfo run) {}

    /** The run waits for this, visibly. */
    default void waiting(RunInfo run, String reason, String message) {}

    /**
     * The run has ended.
     *
     * @param outcome {@code Succeeded}, {@code Failed} or {@code Interrupted}
     * @param reason of the end
     * @param took from start to end; zero for runs that never started
     */
    default void ended(RunInfo run, String outcome, String reason, Duration took) {}

    /** The engine could not clean up after the run, and goes on trying. */
    default void debt(RunInfo run, String what) {}
}
