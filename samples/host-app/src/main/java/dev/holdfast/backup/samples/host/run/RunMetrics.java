package dev.holdfast.backup.samples.host.run;

import dev.holdfast.backup.engine.RunListener;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** Counts runs by how they ended, and what they waited for. Namespaces and names are no tags: there are too many. Thread-safe. */
final class RunMetrics implements RunListener {

    private final MeterRegistry registry;

    RunMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void waiting(RunInfo run, String reason, String message) {
        registry.counter("backup.run.waits", "operation", run.operation(), "driver", run.driver(), "reason", reason)
                .increment();
    }

    @Override
    public void ended(RunInfo run, String outcome, String reason, Duration took) {
        registry.timer("backup.runs", "operation", run.operation(), "driver", run.driver(), "outcome", outcome)
                .record(took);
    }

    @Override
    public void debt(RunInfo run, String what) {
        registry.counter("backup.run.debts", "operation", run.operation(), "driver", run.driver())
                .increment();
    }
}
