package dev.holdfast.backup.engine.metrics;

import dev.holdfast.backup.engine.EngineMeters;
import dev.holdfast.backup.engine.RunListener;
import dev.holdfast.backup.engine.cluster.ApiObserver;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.IntSupplier;

/**
 * All numbers of an engine as Micrometer meters.
 *
 * @param registry the host's
 */
public record MicrometerMeters(MeterRegistry registry) implements EngineMeters {

    @Override
    public RunListener runs() {
        return new MicrometerRuns(registry);
    }

    @Override
    public ApiObserver requests() {
        return new MicrometerApi(registry);
    }

    @Override
    public void queueDepth(IntSupplier depth) {
        EngineGauges.queueDepth(registry, depth);
    }

    @Override
    public void referenceAtWork(IntSupplier atWork) {
        EngineGauges.referenceAtWork(registry, atWork);
    }
}
