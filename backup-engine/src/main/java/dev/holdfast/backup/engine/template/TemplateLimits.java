package dev.holdfast.backup.engine.template;

import java.time.Duration;

/**
 * Bounds that hold for each string value on its own.
 *
 * @param templateChars longest template, in characters
 * @param nesting deepest nesting of blocks and parentheses
 * @param outputChars longest output, and longest string made on the way, in characters
 * @param steps most evaluation steps
 * @param time longest evaluation; looked at every few hundred steps, so a short template never fails on a slow machine
 */
public record TemplateLimits(int templateChars, int nesting, int outputChars, int steps, Duration time) {
    private static final TemplateLimits STANDARD =
            new TemplateLimits(64 * 1024, 64, 1024 * 1024, 100_000, Duration.ofSeconds(1));

    /** Checks that every bound is positive. */
    public TemplateLimits {
        if (templateChars <= 0
                || nesting <= 0
                || outputChars <= 0
                || steps <= 0
                || time.isNegative()
                || time.isZero()) {
            throw new IllegalArgumentException("every template limit must be positive");
        }
    }

    /** Returns 64 Ki characters, nesting 64, output 1 Mi characters, 100,000 steps and one second. */
    public static TemplateLimits standard() {
        return STANDARD;
    }
}
