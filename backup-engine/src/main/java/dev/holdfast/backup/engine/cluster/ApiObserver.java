package dev.holdfast.backup.engine.cluster;

/** Told of every request to the API server, for metrics. Must be thread-safe and quick. */
@FunctionalInterface
public interface ApiObserver {

    /** Observes nothing. */
    ApiObserver NONE = (request, code) -> {};

    /** A request was answered with {@code code}, or {@link ApiException#NO_ANSWER}. */
    void answered(ApiRequest request, int code);

    /** The server cannot be reached or is too slow; {@link #answered} is told as well, with {@link ApiException#NO_ANSWER}. */
    default void unanswered(ApiRequest request, String why) {}
}
