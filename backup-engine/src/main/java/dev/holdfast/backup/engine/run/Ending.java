package dev.holdfast.backup.engine.run;

import java.util.Optional;

/**
 * How a run ends.
 *
 * @param kind which way
 * @param exit why, unless it succeeded
 */
record Ending(Kind kind, Optional<Exit> exit) {

    /** Which way a run ends. */
    enum Kind {
        /** It did what it was for. */
        SUCCEEDED("Succeeded"),
        /** It did not, and undid what it had begun. */
        FAILED("Failed"),
        /** It failed past its point of no return. */
        INTERRUPTED("Interrupted"),
        /** It undid what it had begun, and begins again with a new plan. */
        AGAIN("Again");

        private final String wire;

        Kind(String wire) {
            this.wire = wire;
        }

        String wire() {
            return wire;
        }
    }

    static Ending succeeded() {
        return new Ending(Kind.SUCCEEDED, Optional.empty());
    }

    static Ending failed(Exit exit) {
        return new Ending(Kind.FAILED, Optional.of(exit));
    }

    static Ending again(Exit exit) {
        return new Ending(Kind.AGAIN, Optional.of(exit));
    }

    static Ending interrupted(Exit exit) {
        return new Ending(Kind.INTERRUPTED, Optional.of(exit));
    }
}
