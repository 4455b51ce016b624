package dev.holdfast.backup.engine.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.IntSupplier;

/** Gauges of an engine; one engine for each registry. */
public final class EngineGauges {

    private static final String QUEUE_DEPTH = "holdfast.queue.depth";

    private EngineGauges() {}

    /**
     * Registers {@code holdfast.queue.depth}: how many keys the engine's queue knows. Replaces that of an earlier engine, so that one
     * which was built anew is not shown with the number of the old one.
     *
     * @param depth asked on each scrape; must be thread-safe and quick
     */
    public static void queueDepth(MeterRegistry registry, IntSupplier depth) {
        registry.find(QUEUE_DEPTH).gauges().forEach(registry::remove);
        Gauge.builder(QUEUE_DEPTH, depth, IntSupplier::getAsInt)
                .description("Keys that wait, are timed, or are being worked on")
                .strongReference(true)
                .register(registry);
    }
}
