package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.engine.cluster.ApiException;
import dev.holdfast.backup.engine.work.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies the {@link ErrorTable} to a run whose pass was ended by the API server. Used by one thread, for one pass. */
final class ApiFailures {

    private static final Logger LOG = LoggerFactory.getLogger(ApiFailures.class);

    private final Pass pass;

    ApiFailures(Pass pass) {
        this.pass = pass;
    }

    /** What follows for the run as it was last written. */
    Outcome handle(ApiException e) {
        LOG.debug("pass over {} ended by the API server", pass.home().key(), e);
        if (e.isConflict()) {
            return Outcome.retry();
        }
        if (hasEnded(pass.home().owner())) {
            return retry(e.retryAfter());
        }
        Run run = pass.home().run();
        Instant now = pass.parts().clock().instant();
        ErrorTable.Verdict verdict = new ForbiddenGrace(
                        pass.waits(),
                        pass.home().key(),
                        pass.parts().options().bounds().forbiddenGrace())
                .verdict(e, run.touched(), now);
        boolean late = run.exit().isEmpty()
                && !now.isBefore(run.position().since().plus(run.stage().within()));
        return verdict.match(
                again -> late
                        ? exit(run, Reasons.DEADLINE_EXCEEDED.wire(), e.request() + ": " + e.detail(), now)
                        : retry(again.least()),
                wait -> late ? exit(run, wait.reason(), wait.message(), now) : wait(run, wait),
                give -> run.exit().isPresent()
                        ? retry(Optional.empty())
                        : exit(run, give.reason(), give.message(), now));
    }

    /** What is left to do then comes after the end, which is never told anew. A Backup's phase is not that of its runs. */
    private static boolean hasEnded(JobView owner) {
        return owner.terminal() && !owner.ref().kind().equals(Kinds.BACKUP);
    }

    private static Outcome retry(Optional<Duration> least) {
        return least.map(Outcome::retry).orElseGet(Outcome::retry);
    }

    private Outcome wait(Run run, ErrorTable.Verdict.WaitFor wait) {
        return guarded(() -> {
            pass.home().tell(run, wait.reason(), wait.message(), false);
            return Outcome.retry();
        });
    }

    private Outcome exit(Run run, String reason, String message, Instant now) {
        return guarded(() -> {
            Run out = run.withExit(new Exit(reason, message, Optional.empty(), now));
            pass.home().save(out);
            return new Leaving(pass).leave(out);
        });
    }

    /** A second failure while telling of the first is left to the next pass. */
    private static Outcome guarded(Supplier<Outcome> body) {
        try {
            return body.get();
        } catch (ApiException again) {
            LOG.debug("could not tell of a failure", again);
            return Outcome.retry();
        }
    }
}
