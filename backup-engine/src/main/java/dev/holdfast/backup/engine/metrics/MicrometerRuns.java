package dev.holdfast.backup.engine.metrics;

import dev.holdfast.backup.engine.RunListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;

/**
 * Counts runs. Thread-safe. Meters, all tagged with {@code kind}, {@code operation} and {@code driver} ({@code none} before a driver
 * is known):
 *
 * <ul>
 *   <li>{@code holdfast.runs.started}: runs that began their work
 *   <li>{@code holdfast.runs}: runs that ended, by {@code outcome}
 *   <li>{@code holdfast.run.duration}: timer from start to end, by {@code outcome}; runs that never started are left out
 *   <li>{@code holdfast.runs.waiting}: times a run told what it waits for, by {@code reason}
 *   <li>{@code holdfast.debt}: times a run told that it could not clean up
 * </ul>
 */
public final class MicrometerRuns implements RunListener {

    private final MeterRegistry registry;

    /** Counts into this registry, which stays the host's. */
    public MicrometerRuns(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void started(RunInfo run) {
        registry.counter("holdfast.runs.started", tags(run)).increment();
    }

    @Override
    public void waiting(RunInfo run, String reason, String message) {
        registry.counter("holdfast.runs.waiting", tags(run).and("reason", reason))
                .increment();
    }

    @Override
    public void ended(RunInfo run, String outcome, String reason, Duration took) {
        Tags tags = tags(run).and("outcome", outcome);
        registry.counter("holdfast.runs", tags).increment();
        if (!took.isZero() && !took.isNegative()) {
            registry.timer("holdfast.run.duration", tags).record(took);
        }
    }

    @Override
    public void debt(RunInfo run, String what) {
        registry.counter("holdfast.debt", tags(run)).increment();
    }

    private static Tags tags(RunInfo run) {
        String driver = run.driver().isEmpty() ? "none" : run.driver();
        return Tags.of("kind", run.kind(), "operation", run.operation(), "driver", driver);
    }
}
