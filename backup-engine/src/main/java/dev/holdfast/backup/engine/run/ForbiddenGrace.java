package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.engine.cluster.ApiException;
import dev.holdfast.backup.engine.work.WorkKey;
import java.time.Duration;
import java.time.Instant;

/** Looks up what follows from an answer of the API server, knowing for how long it has refused the same request. */
final class ForbiddenGrace {

    private final Waits waits;
    private final WorkKey key;
    private final Duration grace;

    /**
     * The grace of one run.
     *
     * @param grace how long a refusal may last: it may still be a role or a quota that comes
     */
    ForbiddenGrace(Waits waits, WorkKey key, Duration grace) {
        this.waits = waits;
        this.key = key;
        this.grace = grace;
    }

    /**
     * What to do.
     *
     * @param touched whether the run is past its point of no return
     */
    ErrorTable.Verdict verdict(ApiException e, boolean touched, Instant now) {
        return ErrorTable.verdict(e, refusedFor(e, now), grace, touched);
    }

    private Duration refusedFor(ApiException e, Instant now) {
        return e.code() == 403
                ? Duration.between(
                        waits.since(key, Waits.Aspect.FORBIDDEN, e.request().toString(), now), now)
                : Duration.ZERO;
    }
}
