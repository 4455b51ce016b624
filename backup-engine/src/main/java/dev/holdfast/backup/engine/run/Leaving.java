package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.engine.work.Outcome;
import dev.holdfast.backup.spi.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The way out of a run: what it made is removed first, then the end is written, then locks go. Terminal in bounded time; what
 * could not be removed by then is told as debt. Used by one thread, for one pass.
 */
final class Leaving {

    private static final Duration RECHECK = Duration.ofSeconds(5);

    /** Reason of an exit that is a success; kept in the record so that no stage is entered again while cleaning up. */
    static final String SUCCESS = "Succeeded";

    /** Reason of an exit after which the run begins again with a new plan. */
    private static final String START_OVER = "StartOver";

    private final Pass pass;

    Leaving(Pass pass) {
        this.pass = pass;
    }

    /** Why a run leaves whose plan would be another one now; nothing has been done that cannot be undone. */
    static Problem outdated() {
        return Problem.of(START_OVER, "what the plan was made from has changed while the run waited");
    }

    /** All stages are done. */
    Outcome succeed(Run run) {
        if (Cleanup.leavesNothing(run, pass.home().owner())) {
            return pass.home().end(run, Ending.succeeded(), Optional.empty());
        }
        Run done = run.withExit(
                new Exit(SUCCESS, "", Optional.empty(), pass.parts().clock().instant()));
        pass.home().save(done);
        return leave(done);
    }

    /** Goes on leaving; called on every pass once the exit is written. */
    Outcome leave(Run written) {
        Exit exit = written.exit().orElseThrow();
        boolean succeeded = exit.reason().equals(SUCCESS);
        Cleanup cleanup = new Cleanup(pass);
        Run run = succeeded ? written : startedAfterAll(written, cleanup);
        List<String> left = cleanup.clean(run, succeeded);
        Instant believed = exit.since().plus(pass.parts().options().bounds().exit());
        Instant now = pass.parts().clock().instant();
        if (!left.isEmpty() && now.isBefore(believed)) {
            pass.home()
                    .tell(
                            run,
                            Reasons.CLEANING.wire(),
                            "removing " + String.join(", ", left) + " before it ends" + StageWait.words(believed),
                            true);
            Duration rest = Duration.between(now, believed);
            return Outcome.after(rest.compareTo(RECHECK) < 0 ? rest : RECHECK);
        }
        Optional<String> debt = left.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", left));
        pass.waits().forget(pass.home().key());
        return pass.home().end(run, ending(run, exit, debt), debt);
    }

    /** A container may have started between the last look and the deletion of its pod; then data may be overwritten. */
    private Run startedAfterAll(Run run, Cleanup cleanup) {
        if (run.touched() || !run.overwrites() || !cleanup.podStarted(run)) {
            return run;
        }
        Run touched = run.withTouched();
        pass.home().save(touched);
        return touched;
    }

    private static Ending ending(Run run, Exit exit, Optional<String> debt) {
        if (exit.reason().equals(SUCCESS)) {
            return Ending.succeeded();
        }
        if (exit.reason().equals(START_OVER)) {
            return debt.isEmpty()
                    ? Ending.again(exit)
                    : Ending.failed(new Exit(Reasons.PLAN_OUTDATED.wire(), exit.message(), exit.field(), exit.since()));
        }
        return run.inDanger() ? Ending.interrupted(exit) : Ending.failed(exit);
    }
}
