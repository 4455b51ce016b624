package dev.holdfast.backup.engine.report;

import java.util.List;
import java.util.function.Function;

/** What came of letting go of something that the engine holds. */
public sealed interface Release {

    /** Calls the function for the case at hand. */
    <T> T match(Function<Done, T> done, Function<Unfinished, T> unfinished, Function<Refused, T> refused);

    /**
     * Everything is released.
     *
     * @param released what it was, in words
     */
    record Done(List<String> released) implements Release {

        /** Copies the list. */
        public Done {
            released = List.copyOf(released);
        }

        @Override
        public <T> T match(Function<Done, T> done, Function<Unfinished, T> unfinished, Function<Refused, T> refused) {
            return done.apply(this);
        }
    }

    /**
     * Something could not be released now; a running engine goes on trying, and so may the caller.
     *
     * @param left what is left, and why
     */
    record Unfinished(List<String> left) implements Release {

        /** Copies the list. */
        public Unfinished {
            left = List.copyOf(left);
        }

        @Override
        public <T> T match(Function<Done, T> done, Function<Unfinished, T> unfinished, Function<Refused, T> refused) {
            return unfinished.apply(this);
        }
    }

    /**
     * Nothing was done.
     *
     * @param why not, and what to do instead
     */
    record Refused(String why) implements Release {
        @Override
        public <T> T match(Function<Done, T> done, Function<Unfinished, T> unfinished, Function<Refused, T> refused) {
            return refused.apply(this);
        }
    }
}
