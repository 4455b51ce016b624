package dev.holdfast.backup.testkit.conformance;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Waiting for what others do. */
final class Waits {

    private static final Duration LOOK = Duration.ofMillis(25);

    private Waits() {}

    /** Whether the condition came true in time. */
    static boolean within(Duration bound, Callable<Boolean> condition) {
        try {
            Awaitility.await()
                    .atMost(bound)
                    .pollInterval(LOOK)
                    .pollDelay(Duration.ZERO)
                    .until(condition);
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    /**
     * Waits for what a case needs before anything of it can be judged.
     *
     * @throws AssertionError if it does not come true in time
     */
    static void until(Duration bound, String what, Callable<Boolean> condition) {
        if (!within(bound, condition)) {
            throw new AssertionError("in " + bound.toSeconds() + " s it did not happen that " + what);
        }
    }
}
