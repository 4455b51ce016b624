package dev.holdfast.backup.engine.report;

import java.util.Optional;
import java.util.function.Function;

/** What came of approving a plan. */
public sealed interface Approval {

    /** Calls the function for the case at hand. */
    <T> T match(Function<Given, T> given, Function<Refused, T> refused);

    /**
     * The approval is written down.
     *
     * @param hash that is approved
     * @param shown hash of the plan that the RestoreJob showed then, which may be another one; empty if it showed none
     */
    record Given(String hash, Optional<String> shown) implements Approval {

        /** Whether what is approved is what is shown. */
        public boolean isCurrent() {
            return shown.filter(hash::equals).isPresent();
        }

        @Override
        public <T> T match(Function<Given, T> given, Function<Refused, T> refused) {
            return given.apply(this);
        }
    }

    /**
     * Nothing was written.
     *
     * @param why not
     */
    record Refused(String why) implements Approval {
        @Override
        public <T> T match(Function<Given, T> given, Function<Refused, T> refused) {
            return refused.apply(this);
        }
    }
}
