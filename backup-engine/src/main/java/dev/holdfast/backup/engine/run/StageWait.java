package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.api.Timestamps;
import dev.holdfast.backup.engine.work.Outcome;
import dev.holdfast.backup.engine.work.WorkKey;
import dev.holdfast.backup.spi.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** A stage that waits: since when, until when, and what is told about it. Used by one thread, for one pass. */
final class StageWait {

    private static final String UNTIL = "; waiting until ";

    private final Pass pass;
    private final Run run;
    private final Waiting waiting;
    private final Instant now;
    private final Instant reasonSince;
    private final Deadlines deadlines;

    StageWait(Pass pass, Run run, Waiting waiting) {
        this.pass = pass;
        this.run = run;
        this.waiting = waiting;
        this.now = pass.parts().clock().instant();
        WorkKey key = pass.home().key();
        String stage =
                run.uid() + "|" + run.position().stage() + "|" + run.position().attempt();
        Instant from = run.position()
                .told()
                .filter(t -> t.reason().equals(waiting.reason()))
                .map(Position.Wait::since)
                .orElse(now);
        this.reasonSince = pass.waits().since(key, Waits.Aspect.REASON, stage + "|" + waiting.reason(), from);
        if (waiting.started()) {
            pass.waits().clear(key, Waits.Aspect.IDLE);
        }
        Instant idleSince = waiting.started() ? now : pass.waits().since(key, Waits.Aspect.IDLE, stage, from);
        this.deadlines = Deadlines.of(run.stage(), waiting, run.position().since(), idleSince, reasonSince);
    }

    /** How long it has waited for this reason. */
    Duration lastedFor() {
        return Duration.between(reasonSince, now);
    }

    /** Which bound has passed. */
    Optional<String> expired() {
        return deadlines.passed(now, run.stage());
    }

    /** Until when something is waited for, as it ends a message. */
    static String words(Instant until) {
        return UNTIL + until.truncatedTo(ChronoUnit.SECONDS);
    }

    /** What was told of a wait, once that is over. */
    static String past(String told) {
        int until = told.lastIndexOf(UNTIL);
        return until < 0 ? told : told.substring(0, until);
    }

    /** Until when what was told is waited for; empty if it has no such bound. */
    static Optional<Instant> until(String told) {
        int until = told.lastIndexOf(UNTIL);
        return until < 0 ? Optional.empty() : Timestamps.parse(told.substring(until + UNTIL.length()));
    }

    /** Tells the tenant if it is worth it, and says when to look again. */
    Outcome tell() {
        Instant tellAt = reasonSince.plus(pass.parts().options().bounds().quiet());
        boolean told = !now.isBefore(tellAt) || pass.home().tells(waiting.reason());
        if (told) {
            pass.home()
                    .tell(
                            run.withPosition(run.position().waiting(waiting.reason(), reasonSince)),
                            waiting.reason(),
                            waiting.message() + (waiting.started() ? "" : words(deadlines.next())),
                            waiting.started());
        }
        Duration next = Duration.between(now, told || tellAt.isAfter(deadlines.next()) ? deadlines.next() : tellAt);
        return Outcome.after(recheck().filter(r -> r.compareTo(next) < 0).orElse(next));
    }

    private Optional<Duration> recheck() {
        return waiting.recheckAfter()
                .or(() -> pass.reads().blind()
                        ? Optional.of(pass.parts().options().bounds().recheck())
                        : Optional.empty());
    }
}
