package dev.holdfast.backup.engine.metrics;

import dev.holdfast.backup.engine.cluster.ApiException;
import dev.holdfast.backup.engine.cluster.ApiObserver;
import dev.holdfast.backup.engine.cluster.ApiRequest;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts requests to the API server as {@code holdfast.api.requests}, by {@code verb}, {@code resource} (plural, with the
 * subresource) and {@code code} ({@code 2xx}, {@code 4xx}…, {@code none} without an answer). Thread-safe.
 */
public final class MicrometerApi implements ApiObserver {

    private final MeterRegistry registry;

    /** Counts into this registry, which stays the host's. */
    public MicrometerApi(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void answered(ApiRequest request, int code) {
        String codes = code == ApiException.NO_ANSWER ? "none" : code / 100 + "xx";
        registry.counter("holdfast.api.requests", "verb", request.verb(), "resource", request.resource(), "code", codes)
                .increment();
    }
}
