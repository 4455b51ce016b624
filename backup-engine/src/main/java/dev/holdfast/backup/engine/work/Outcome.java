package dev.holdfast.backup.engine.work;

import java.time.Duration;
import java.util.Optional;

/**
 * What a pass wants next.
 *
 * @param again look again after this time even if nothing changes; empty means only when something that was read changes
 * @param backoff whether the pass failed for a reason that may pass by itself: the queue then chooses a growing delay, at
 *     least {@code again} if that is given
 */
public record Outcome(Optional<Duration> again, boolean backoff) {

    /** Nothing until something changes. */
    public static Outcome idle() {
        return new Outcome(Optional.empty(), false);
    }

    /** Another pass after {@code delay} at the latest. */
    public static Outcome after(Duration delay) {
        return new Outcome(Optional.of(delay.isNegative() ? Duration.ZERO : delay), false);
    }

    /** Another pass at once. */
    public static Outcome now() {
        return after(Duration.ZERO);
    }

    /** Another pass after a delay that grows with each failure in a row. */
    public static Outcome retry() {
        return new Outcome(Optional.empty(), true);
    }

    /** The same, not before {@code least}. */
    public static Outcome retry(Duration least) {
        return new Outcome(Optional.of(least), true);
    }
}
