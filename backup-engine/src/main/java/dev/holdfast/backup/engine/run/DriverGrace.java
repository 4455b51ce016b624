package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.engine.work.Outcome;
import dev.holdfast.backup.engine.work.WorkKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A run under way whose driver is gone, or cannot go on with its plan: a rolling update may bring it back within minutes. They are counted
 * in memory, so that another engine gives them anew. Stateless but for its parts.
 */
final class DriverGrace {

    private final EngineParts parts;
    private final Waits waits;
    private final Events events;

    DriverGrace(EngineParts parts, Waits waits, Events events) {
        this.parts = parts;
        this.waits = waits;
        this.events = events;
    }

    /** When to look again, told on the job; empty once the grace is over. */
    Optional<Outcome> rest(WorkKey key, JobStatus status, Run run, String why) {
        Duration grace = parts.options().bounds().driverGrace();
        Instant until = waits.since(key, Waits.Aspect.DRIVER_GONE, run.driver().toString(), status.now())
                .plus(grace);
        if (!status.now().isBefore(until)) {
            return Optional.empty();
        }
        StatusPatch patch = status.patch();
        boolean told = new Telling(waits, events, status, key)
                .tell(
                        patch,
                        run.position().stage(),
                        Reasons.NO_DRIVER.wire(),
                        why + "; nothing goes on without it" + StageWait.words(until),
                        false);
        if (told) {
            status.write(patch);
        }
        return Optional.of(Outcome.after(parts.options().bounds().recheck()));
    }
}
