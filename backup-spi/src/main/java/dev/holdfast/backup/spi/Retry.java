package dev.holdfast.backup.spi;

import java.time.Duration;
import java.util.function.Function;

/**
 * The child of this stage is of no more use: delete it and make a new attempt. Only for a child of lifetime
 * {@link Lifetime#RUN} that overwrites nothing; anywhere else the run ends as {@code DriverError}.
 *
 * @param reason CamelCase
 * @param message why the attempt is given up
 * @param backoff how long to wait before the next attempt
 */
public record Retry(String reason, String message, Duration backoff) implements Observation {

    /** Checks the reason's form. */
    public Retry {
        ReasonFormat.require(reason);
    }

    @Override
    public <T> T match(
            Function<Done, T> done,
            Function<Waiting, T> waiting,
            Function<Failed, T> failed,
            Function<Retry, T> retry) {
        return retry.apply(this);
    }
}
