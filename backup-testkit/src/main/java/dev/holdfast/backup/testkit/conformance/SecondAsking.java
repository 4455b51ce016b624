package dev.holdfast.backup.testkit.conformance;

import dev.holdfast.backup.spi.Observation;
import dev.holdfast.backup.spi.Planning;
import dev.holdfast.backup.spi.RunPlan;
import java.util.function.Supplier;

/**
 * Asks two drivers the same. The world may change in between, so only answers that differ again and again are judged.
 */
final class SecondAsking {

    private static final int TRIES = 4;

    private SecondAsking() {}

    /** Plans once more, and once more with a new driver and a later clock. */
    static void planning(Findings findings, String what, Supplier<Planning> once, Supplier<Planning> again) {
        String difference = "";
        for (int i = 0; i < TRIES; i++) {
            Planning first = once.get();
            Planning second = again.get();
            if (!(first instanceof RunPlan) && !(second instanceof RunPlan) || first.equals(second)) {
                return;
            }
            difference = "asked again, with the clock a day on, " + what + " answers " + second + " and not " + first;
        }
        findings.broken(Rule.SAME_PLAN, difference);
    }

    /** Looks once more, and once more with a new driver. */
    static void checking(Findings findings, String what, Supplier<Observation> once, Supplier<Observation> again) {
        String difference = "";
        for (int i = 0; i < TRIES; i++) {
            Observation first = once.get();
            Observation second = again.get();
            if (first.equals(second)) {
                return;
            }
            difference = "a new driver answers " + what + " with " + second + " where this one says " + first;
        }
        findings.broken(Rule.SAME_ANSWER, difference);
    }
}
