package dev.holdfast.backup.engine.template;

import java.util.function.LongSupplier;

/** Counts what one evaluation uses and ends it when a bound is passed. For one thread. */
final class Meter {
    private static final int STEPS_BETWEEN_LOOKS = 256;
    private static final int TEXT_BUDGET_FACTOR = 16;
    private static final int MAX_CONTAINER_WEIGHT = 100_000;

    private final TemplateLimits limits;
    private final LongSupplier nanoTime;
    private final long start;
    private long steps;
    private long lookAt = STEPS_BETWEEN_LOOKS;
    private long chars;
    private int depth;

    /** {@code nanoTime} is monotonic, in nanoseconds, with any origin. */
    Meter(TemplateLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    void step() {
        steps(1);
    }

    void steps(long count) {
        steps += count;
        if (steps > limits.steps()) {
            throw new EvaluationFailure("stopped after " + limits.steps() + " evaluation steps; make it simpler");
        }
        if (steps >= lookAt) {
            lookAt = steps + STEPS_BETWEEN_LOOKS;
            if (nanoTime.getAsLong() - start > limits.time().toNanos()) {
                throw new EvaluationFailure("stopped after " + limits.time().toMillis() + " ms; make it simpler");
            }
        }
    }

    void enter() {
        depth++;
        if (depth > 4 * limits.nesting()) {
            throw new EvaluationFailure("templates call each other more deeply than allowed");
        }
    }

    void leave() {
        depth--;
    }

    /** Fails before a string of {@code length} characters is made, and bounds what all strings take together. */
    void text(long length) {
        if (length > limits.outputChars()) {
            throw new EvaluationFailure("a string would be longer than " + limits.outputChars() + " characters");
        }
        chars += length;
        if (chars > (long) TEXT_BUDGET_FACTOR * limits.outputChars()) {
            throw new EvaluationFailure("strings made on the way take too much room");
        }
    }

    /** Charges for a value made by a function. */
    void made(Object value) {
        if (value instanceof String text) {
            text(text.length());
        } else if (value instanceof Container container) {
            if (container.weight() > MAX_CONTAINER_WEIGHT || container.depth() > limits.nesting()) {
                throw new EvaluationFailure("a list or map would be larger or deeper than allowed");
            }
        }
    }

    BoundedText newText() {
        return new BoundedText(limits.outputChars());
    }
}
