package dev.holdfast.backup.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a look at the data of a Backup found. A restore of it is refused after {@link Absent}, which is therefore the answer of a
 * place that was asked: who could not ask, or was not answered, says {@link Unknown}, and the restore goes on.
 */
public sealed interface Inspection {

    /** Applies the function of the case at hand. */
    <T> T match(Function<Present, T> present, Function<Absent, T> absent, Function<Unknown, T> unknown);

    /** The data is where the Backup says; the message names the place. */
    static Present present(String message) {
        return new Present(message, Optional.empty(), List.of());
    }

    /** The data is not there any more; the message says what was looked for, and where. */
    static Absent absent(String message) {
        return new Absent("ArtifactMissing", message);
    }

    /** Nobody can tell: the driver does not look. */
    static Unknown unknown() {
        return unknown("Unsupported", "its driver does not look at the data");
    }

    /** Nobody can tell for now. */
    static Unknown unknown(String reason, String message) {
        return new Unknown(reason, message);
    }

    /**
     * The moments that can be restored.
     *
     * @param from the earliest
     * @param to the latest
     */
    record Window(Instant from, Instant to) {

        /**
         * Checks the order.
         *
         * @throws IllegalArgumentException if it ends before it begins
         */
        public Window {
            if (to.isBefore(from)) {
                throw new IllegalArgumentException("a window from " + from + " cannot end at " + to);
            }
        }
    }

    /**
     * The data is there.
     *
     * @param message where, in words
     * @param window the moments that can be restored, where that is more than the one of the Backup
     * @param catalogue names of what can be restored by itself, such as databases; of a long list the first
     *     {@value #CATALOGUE_LIMIT} are kept
     */
    record Present(String message, Optional<Window> window, List<String> catalogue) implements Inspection {

        /** How many names a catalogue keeps. */
        public static final int CATALOGUE_LIMIT = 20;

        /** Copies the catalogue, up to its limit. */
        public Present {
            catalogue = List.copyOf(catalogue.subList(0, Math.min(catalogue.size(), CATALOGUE_LIMIT)));
        }

        /** The same, restorable to any moment of a window. */
        public Present recoverable(Instant from, Instant to) {
            return new Present(message, Optional.of(new Window(from, to)), catalogue);
        }

        /** The same, with the names of what it holds. */
        public Present holding(List<String> names) {
            return new Present(message, window, names);
        }

        @Override
        public <T> T match(Function<Present, T> present, Function<Absent, T> absent, Function<Unknown, T> unknown) {
            return present.apply(this);
        }
    }

    /**
     * The data is not there, or what is there is not what the Backup recorded.
     *
     * @param reason CamelCase, documented by the engine or by the descriptor's reasons
     * @param message what was looked for, where, and what was found instead
     */
    record Absent(String reason, String message) implements Inspection {

        /** Checks the reason's form. */
        public Absent {
            ReasonFormat.require(reason);
        }

        @Override
        public <T> T match(Function<Present, T> present, Function<Absent, T> absent, Function<Unknown, T> unknown) {
            return absent.apply(this);
        }
    }

    /**
     * It cannot be told.
     *
     * @param reason CamelCase, documented by the engine or by the descriptor's reasons
     * @param message why not, and what would help
     */
    record Unknown(String reason, String message) implements Inspection {

        /** Checks the reason's form. */
        public Unknown {
            ReasonFormat.require(reason);
        }

        @Override
        public <T> T match(Function<Present, T> present, Function<Absent, T> absent, Function<Unknown, T> unknown) {
            return unknown.apply(this);
        }
    }
}
