package dev.holdfast.backup.engine.run;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a run is.
 *
 * @param stage name of the stage it is in
 * @param since when it entered the stage, or the attempt
 * @param told what was last told about waiting there
 * @param attempt number of the attempt, from 1
 */
public record Position(String stage, Instant since, Optional<Wait> told, int attempt) {

    /**
     * A wait that was told.
     *
     * @param reason CamelCase
     * @param since when it began
     */
    public record Wait(String reason, Instant since) {}

    /** At the beginning of a stage. */
    public static Position entering(String stage, Instant now) {
        return new Position(stage, now, Optional.empty(), 1);
    }

    /** The same stage, next attempt. */
    public Position nextAttempt(Instant now) {
        return new Position(stage, now, Optional.empty(), attempt + 1);
    }

    /** The same, waiting for this. */
    public Position waiting(String reason, Instant from) {
        return new Position(stage, since, Optional.of(new Wait(reason, from)), attempt);
    }
}
