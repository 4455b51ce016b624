package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.api.JobPhase;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.engine.cluster.ApiException;
import dev.holdfast.backup.engine.cluster.ReferenceLease;
import dev.holdfast.backup.engine.work.Outcome;
import dev.holdfast.backup.engine.work.WorkKey;
import dev.holdfast.backup.spi.Failed;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jobs that the reference's controller has started. What it made for them is known to nobody here, so they are not taken over: they
 * are left alone while it may still bring them to an end, and failed after that. Thread-safe.
 */
final class StartedElsewhere {

    private static final Logger LOG = LoggerFactory.getLogger(StartedElsewhere.class);

    private final EngineParts parts;
    private final Waits waits;
    private final Events events;
    private final ReferenceLease reference;

    StartedElsewhere(EngineParts parts, Waits waits, Events events) {
        this.parts = parts;
        this.waits = waits;
        this.events = events;
        this.reference = new ReferenceLease(parts.cluster(), parts.options().reference(), parts.clock());
    }

    /** Whether a job that has not ended, and that bears no record of ours, was started; no tenant writes its status. */
    static boolean is(JobView job) {
        return job.phase().equals(JobPhase.RUNNING.wire())
                || job.status().path("startedAt").isTextual();
    }

    /** One pass over such a job; {@code leads} is where its references lead, a foreign strategy being none of ours to judge. */
    Outcome settle(WorkKey key, JobStatus status, Operation operation, Lookups lookups, Resolution leads) {
        parts.feeds().retain(key, lookups.interests());
        boolean foreign = leads.match(() -> true, waiting -> false, refused -> false, ready -> false);
        return foreign ? Outcome.idle() : judge(key, status, operation);
    }

    private Outcome judge(WorkKey key, JobStatus status, Operation operation) {
        Duration grace = parts.options().reference().grace();
        Instant now = status.now();
        String uid = status.view().uid();
        Instant until =
                waits.since(key, Waits.Aspect.STARTED_ELSEWHERE, uid, now).plus(grace);
        if (now.isBefore(until)) {
            return Outcome.after(Duration.between(now, until));
        }
        if (isReferenceAtWork()) {
            waits.clear(key, Waits.Aspect.STARTED_ELSEWHERE);
            waits.since(key, Waits.Aspect.STARTED_ELSEWHERE, uid, now);
            return Outcome.after(grace);
        }
        return new Pending(parts, waits, events, status, operation, key)
                .fail(Failed.failed(Reasons.STARTED_ELSEWHERE.wire(), message(status.view(), operation)));
    }

    /** Without the right to look it counts as gone, or its jobs would never end. */
    private boolean isReferenceAtWork() {
        try {
            return reference.holder().isPresent();
        } catch (ApiException e) {
            if (e.code() == 403) {
                LOG.warn("whether the reference's controller is at work cannot be seen: {}", e.getMessage());
                return false;
            }
            throw e;
        }
    }

    private static String message(JobView job, Operation operation) {
        String started = job.status().path("startedAt").asText();
        String kind = job.ref().kind().kind();
        String data = operation == Operation.RESTORE ? " and at the data of the target" : "";
        return "another controller started this run" + (started.isEmpty() ? "" : " at " + started)
                + " and has not brought it to an end. It is not taken over, as what that controller made is not known here,"
                + " and nothing was undone: look at the Jobs and the operator's objects that it has left" + data
                + ", then create a new " + kind;
    }
}
