package dev.holdfast.backup.engine.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.IntSupplier;

/** Gauges of an engine; one engine for each registry. */
public final class EngineGauges {

    private static final String QUEUE_DEPTH = "holdfast.queue.depth";
    private static final String REFERENCE = "holdfast.reference.at.work";

    private EngineGauges() {}

    /**
     * Registers {@code holdfast.queue.depth}: how many keys the engine's queue knows. Replaces that of an earlier engine, so that one
     * which was built anew is not shown with the number of the old one.
     *
     * @param depth asked on each scrape; must be thread-safe and quick
     */
    public static void queueDepth(MeterRegistry registry, IntSupplier depth) {
        replace(registry, QUEUE_DEPTH, "Keys that wait, are timed, or are being worked on", depth);
    }

    /** Registers {@code holdfast.reference.at.work}, in the same way: 1 while the reference's controller runs beside the engine. */
    public static void referenceAtWork(MeterRegistry registry, IntSupplier atWork) {
        replace(registry, REFERENCE, "Whether the reference's controller runs beside the engine", atWork);
    }

    private static void replace(MeterRegistry registry, String name, String description, IntSupplier value) {
        registry.find(name).gauges().forEach(registry::remove);
        Gauge.builder(name, value, IntSupplier::getAsInt)
                .description(description)
                .strongReference(true)
                .register(registry);
    }
}
