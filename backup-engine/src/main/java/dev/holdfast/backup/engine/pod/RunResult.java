package dev.holdfast.backup.engine.pod;

import dev.holdfast.backup.spi.BackupResult;
import java.util.function.Function;

/** What a pod said about its work. */
public sealed interface RunResult {

    /** Applies the function of the case at hand. */
    <T> T match(Function<Absent, T> absent, Function<Reported, T> reported, Function<Malformed, T> malformed);

    /** It said nothing. */
    record Absent() implements RunResult {
        @Override
        public <T> T match(
                Function<Absent, T> absent, Function<Reported, T> reported, Function<Malformed, T> malformed) {
            return absent.apply(this);
        }
    }

    /**
     * It said this.
     *
     * @param result exactly what was reported, but with a time if none was
     * @param message free text; empty if none
     */
    record Reported(BackupResult result, String message) implements RunResult {
        @Override
        public <T> T match(
                Function<Absent, T> absent, Function<Reported, T> reported, Function<Malformed, T> malformed) {
            return reported.apply(this);
        }
    }

    /**
     * It said something that is not a result.
     *
     * @param why what is wrong, where, and what was expected; may quote what the pod said
     */
    record Malformed(String why) implements RunResult {
        @Override
        public <T> T match(
                Function<Absent, T> absent, Function<Reported, T> reported, Function<Malformed, T> malformed) {
            return malformed.apply(this);
        }
    }
}
