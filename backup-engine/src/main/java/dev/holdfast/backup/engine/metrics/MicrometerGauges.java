package dev.holdfast.backup.engine.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.BiConsumer;
import java.util.function.IntSupplier;

/**
 * Registers an engine's gauges, such as {@code holdfast.queue.depth}: how many keys its queue knows. One engine for each registry: a
 * gauge of the same name is replaced, so that an engine which was built anew is not shown with the numbers of the old one.
 * Thread-safe.
 */
public final class MicrometerGauges implements BiConsumer<String, IntSupplier> {

    private final MeterRegistry registry;

    /** Registers with this registry, which stays the host's. */
    public MicrometerGauges(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * Registers a gauge.
     *
     * @param name of the gauge, dotted
     * @param value asked on each scrape; must be thread-safe and quick
     */
    @Override
    public synchronized void accept(String name, IntSupplier value) {
        registry.find(name).gauges().forEach(registry::remove);
        Gauge.builder(name, value, IntSupplier::getAsInt).strongReference(true).register(registry);
    }
}
