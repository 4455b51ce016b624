package dev.holdfast.backup.engine.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.IntSupplier;

/** Gauges of an engine. */
public final class EngineGauges {

    private EngineGauges() {}

    /**
     * Registers {@code holdfast.queue.depth}: how many keys the engine's queue knows.
     *
     * @param depth asked on each scrape; must be thread-safe and quick
     */
    public static void queueDepth(MeterRegistry registry, IntSupplier depth) {
        Gauge.builder("holdfast.queue.depth", depth, IntSupplier::getAsInt)
                .description("Keys that wait, are timed, or are being worked on")
                .strongReference(true)
                .register(registry);
    }
}
