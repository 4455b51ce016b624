package dev.holdfast.backup.spi;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Not yet. Every wait has a reason that people can look up and a message that says what is awaited.
 *
 * @param reason CamelCase, documented by the engine or by the descriptor's reasons
 * @param message what is awaited, on which object, in words for the tenant
 * @param timeout how long this very reason may last without a break; the stage's own bound applies as well
 * @param recheckAfter look again after this time even if nothing that was read has changed; needed only for what cannot be
 *     watched (Secrets, stores, logs, time itself)
 * @param started whether the work itself is under way, so that the stage's {@code startWithin} no longer counts
 */
public record Waiting(
        String reason, String message, Optional<Duration> timeout, Optional<Duration> recheckAfter, boolean started)
        implements Planning, Observation {

    /** Checks the reason's form. */
    public Waiting {
        ReasonFormat.require(reason);
    }

    /** Waiting for the work to begin. */
    public static Waiting waiting(String reason, String message) {
        return new Waiting(reason, message, Optional.empty(), Optional.empty(), false);
    }

    /** Waiting for work that is under way. */
    public static Waiting running(String reason, String message) {
        return new Waiting(reason, message, Optional.empty(), Optional.empty(), true);
    }

    /** The same, bounded: this reason may last so long without a break. */
    public Waiting upTo(Duration bound) {
        return new Waiting(reason, message, Optional.of(bound), recheckAfter, started);
    }

    /** The same, with another look after {@code delay} at the latest. */
    public Waiting recheckAfter(Duration delay) {
        return new Waiting(reason, message, timeout, Optional.of(delay), started);
    }

    @Override
    public <T> T match(Function<RunPlan, T> plan, Function<Waiting, T> waiting, Function<Failed, T> failed) {
        return waiting.apply(this);
    }

    @Override
    public <T> T match(
            Function<Done, T> done,
            Function<Waiting, T> waiting,
            Function<Failed, T> failed,
            Function<Retry, T> retry) {
        return waiting.apply(this);
    }
}
