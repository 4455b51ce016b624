package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.api.Reasons;
import java.util.function.Function;

/** What is to be said about one route of a class. */
sealed interface RouteReport {

    /** Applies the function of the case at hand. */
    <T> T match(Function<Foreign, T> foreign, Function<Usable, T> usable, Function<Broken, T> broken);

    /**
     * Another system's strategy.
     *
     * @param message in words for an admin
     */
    record Foreign(String message) implements RouteReport {
        @Override
        public <T> T match(Function<Foreign, T> foreign, Function<Usable, T> usable, Function<Broken, T> broken) {
            return foreign.apply(this);
        }
    }

    /**
     * Jobs can use it.
     *
     * @param message in words for an admin
     */
    record Usable(String message) implements RouteReport {
        @Override
        public <T> T match(Function<Foreign, T> foreign, Function<Usable, T> usable, Function<Broken, T> broken) {
            return usable.apply(this);
        }
    }

    /**
     * Jobs cannot use it as it is.
     *
     * @param reason why
     * @param message in words for an admin
     */
    record Broken(Reasons reason, String message) implements RouteReport {
        @Override
        public <T> T match(Function<Foreign, T> foreign, Function<Usable, T> usable, Function<Broken, T> broken) {
            return broken.apply(this);
        }

        /** Whether it is only idle: an earlier route answers for the same applications. */
        boolean isDuplicate() {
            return reason == Reasons.DUPLICATE_ROUTE;
        }
    }
}
