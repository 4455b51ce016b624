package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.api.ConditionTypes;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.engine.work.WorkKey;
import java.time.Instant;
import java.util.Set;

/**
 * What a tenant reads while a run is under way: one condition and an event per change of reason. Work that simply goes on is
 * {@code Running} and costs no write; a message that changes under the same reason is written once it has stood for six
 * times what is quiet, a minute by default.
 */
final class Telling {

    private static final int QUIETS_PER_MESSAGE = 6;
    private static final Set<String> NOTEWORTHY = Set.of(
            Reasons.CANCEL_PENDING.wire(),
            Reasons.SPEC_CHANGED.wire(),
            Reasons.CLEANING.wire(),
            Reasons.DRIVER_ERROR.wire(),
            Reasons.STORE_UNREACHABLE.wire(),
            Reasons.STORE_DENIED.wire());

    private final Waits waits;
    private final Events events;
    private final JobStatus status;
    private final WorkKey key;

    Telling(Waits waits, Events events, JobStatus status, WorkKey key) {
        this.waits = waits;
        this.events = events;
        this.status = status;
        this.key = key;
    }

    /** The condition of work that goes on. */
    static StatusPatch running(StatusPatch patch, String stage) {
        return patch.condition(
                ConditionTypes.READY, "Unknown", Reasons.RUNNING.wire(), "stage '" + stage + "' is under way");
    }

    /** Fills {@code patch} if there is something worth a write; the caller sends it. */
    boolean tell(StatusPatch patch, String stage, String reason, String message, boolean started) {
        if (started && !NOTEWORTHY.contains(reason)) {
            running(patch, stage);
            return !patch.isEmpty();
        }
        JsonNode told = status.view().condition(ConditionTypes.READY);
        boolean same = told.path("reason").asText().equals(reason);
        Instant now = status.now();
        if (same && told.path("message").asText().equals(message)) {
            return false;
        }
        Instant since = waits.since(key, Waits.Aspect.TOLD, reason, now);
        if (same && now.isBefore(since.plus(status.quiet().multipliedBy(QUIETS_PER_MESSAGE)))) {
            return false;
        }
        waits.clear(key, Waits.Aspect.TOLD);
        waits.since(key, Waits.Aspect.TOLD, reason, now);
        patch.condition(ConditionTypes.READY, started ? "Unknown" : "False", reason, message);
        if (!same) {
            events.normal(status.view(), reason, message);
        }
        return true;
    }
}
