package dev.holdfast.backup.engine.work;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Delays that double with each failure in a row, each spread by up to a fifth so that keys that failed together do not come
 * back together. Thread-safe if the generator is.
 *
 * @param first delay after the first failure
 * @param most largest delay before spreading
 * @param random source of the spread
 */
public record Backoff(Duration first, Duration most, RandomGenerator random) {

    private static final int MOST_DOUBLINGS = 30;

    /** 200 ms, doubling to a minute. */
    public static Backoff standard(RandomGenerator random) {
        return new Backoff(Duration.ofMillis(200), Duration.ofSeconds(60), random);
    }

    /**
     * The delay after some failures in a row.
     *
     * @param failures at least 1
     */
    public Duration after(int failures) {
        long doubled = first.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS);
        long millis = Math.min(doubled, most.toMillis());
        return Duration.ofMillis(millis + (long) (millis * 0.2 * (random.nextDouble() * 2 - 1)));
    }
}
