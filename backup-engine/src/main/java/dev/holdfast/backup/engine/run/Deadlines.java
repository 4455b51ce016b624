package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.spi.Stage;
import dev.holdfast.backup.spi.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The bounds of a stage that waits. Pure.
 *
 * @param whole until when the stage must be over
 * @param start until when its work must have begun; empty once it has
 * @param reason until when this very reason may last
 */
record Deadlines(Instant whole, Optional<Instant> start, Optional<Instant> reason) {

    /**
     * Adds up the bounds.
     *
     * @param stageSince when the stage was entered
     * @param idleSince since when its work has not been under way
     * @param reasonSince since when it has waited for this reason
     */
    static Deadlines of(Stage stage, Waiting waiting, Instant stageSince, Instant idleSince, Instant reasonSince) {
        return new Deadlines(
                stageSince.plus(stage.within()),
                waiting.started() ? Optional.empty() : Optional.of(idleSince.plus(stage.startWithin())),
                waiting.timeout().map(reasonSince::plus));
    }

    private Stream<Instant> all() {
        return Stream.concat(Stream.of(whole), Stream.concat(start.stream(), reason.stream()));
    }

    /** The earliest of them. */
    Instant next() {
        return all().min(Instant::compareTo).orElse(whole);
    }

    /** Which bound has passed, in words; empty if none has. */
    Optional<String> passed(Instant now, Stage stage) {
        if (!now.isBefore(whole)) {
            return Optional.of("stage '" + stage.name() + "' was not over within " + words(stage.within()));
        }
        if (start.isPresent() && !now.isBefore(start.get())) {
            return Optional.of(
                    "the work of stage '" + stage.name() + "' had not begun within " + words(stage.startWithin()));
        }
        return reason.filter(r -> !now.isBefore(r)).map(r -> "stage '" + stage.name() + "' waited too long");
    }

    /** Whether the bound of the whole stage has passed. */
    boolean wholePassed(Instant now) {
        return !now.isBefore(whole);
    }

    /** A duration as people write it: {@code 10 min}, {@code 6 h}, {@code 90 s}. */
    static String words(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds % 3600 == 0 && seconds > 0) {
            return seconds / 3600 + " h";
        }
        return seconds % 60 == 0 && seconds > 0 ? seconds / 60 + " min" : seconds + " s";
    }
}
