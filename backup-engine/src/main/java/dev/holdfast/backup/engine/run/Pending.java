package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdfast.backup.api.ConditionTypes;
import dev.holdfast.backup.api.JobPhase;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.engine.cluster.ApiException;
import dev.holdfast.backup.engine.work.Outcome;
import dev.holdfast.backup.engine.work.WorkKey;
import dev.holdfast.backup.spi.Failed;
import dev.holdfast.backup.spi.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A job before its run has begun: it waits visibly and in bounded time, or fails. Used by one thread, for one pass. */
final class Pending {

    private final EngineParts parts;
    private final Waits waits;
    private final Events events;
    private final JobStatus status;
    private final Operation operation;
    private final WorkKey key;

    Pending(EngineParts parts, Waits waits, Events events, JobStatus status, Operation operation, WorkKey key) {
        this.parts = parts;
        this.waits = waits;
        this.events = events;
        this.status = status;
        this.operation = operation;
        this.key = key;
    }

    /**
     * Waits; the time since the job was created counts, which nobody can forge.
     *
     * @param blind whether something was read whose change nobody tells
     */
    Outcome await(Waiting waiting, Overrides overrides, boolean blind) {
        waits.clear(key, Waits.Aspect.FORBIDDEN);
        return bounded(waiting, overrides, blind);
    }

    private Outcome bounded(Waiting waiting, Overrides overrides, boolean blind) {
        Duration bound = overrides.awaiting().orElse(parts.options().bounds().awaiting());
        Instant now = status.now();
        Instant whole = status.view().createdAt().plus(bound);
        Instant since = waits.since(key, Waits.Aspect.REASON, status.view().uid() + "|" + waiting.reason(), now);
        Instant until = waiting.timeout()
                .map(since::plus)
                .filter(t -> t.isBefore(whole))
                .orElse(whole);
        if (!now.isBefore(until)) {
            return fail(Failed.failed(
                    waiting.reason(), "gave up after " + Deadlines.words(bound) + ": " + waiting.message()));
        }
        tell(waiting, until);
        Duration rest = Duration.between(now, until);
        Duration recheck =
                waiting.recheckAfter().orElse(parts.options().bounds().recheck());
        boolean timer = blind || waiting.recheckAfter().isPresent();
        return Outcome.after(timer && recheck.compareTo(rest) < 0 ? recheck : rest);
    }

    private void tell(Waiting waiting, Instant until) {
        String message = waiting.message() + StageWait.words(until);
        boolean news = !status.tells(waiting.reason());
        StatusPatch patch =
                status.view().phase().isEmpty() || status.view().phase().equals(JobPhase.PENDING.wire())
                        ? status.waiting(waiting.reason(), message)
                        : status.patch().condition(ConditionTypes.READY, "False", waiting.reason(), message);
        if (news) {
            status.write(patch);
            events.normal(status.view(), waiting.reason(), message);
            parts.listener().waiting(RunInfos.of(status.view(), operation), waiting.reason(), message);
        }
    }

    /** Ends the job. */
    Outcome fail(Failed failed) {
        String message = failed.message();
        StatusPatch patch = status.patch()
                .set("phase", JobPhase.FAILED.wire())
                .set("message", message)
                .condition(ConditionTypes.READY, "False", failed.reason(), message);
        status.write(patch.set("completedAt", patch.now()));
        events.warning(status.view(), failed.reason(), message);
        parts.listener()
                .ended(
                        RunInfos.of(status.view(), operation),
                        Ending.Kind.FAILED.wire(),
                        failed.reason(),
                        Duration.ZERO);
        waits.forget(key);
        return Outcome.idle();
    }

    /** What follows from an answer of the API server. */
    Outcome handle(ApiException e, Overrides overrides) {
        if (e.isConflict()) {
            return Outcome.retry();
        }
        Instant now = status.now();
        return new ForbiddenGrace(waits, key, parts.options().bounds().forbiddenGrace())
                .verdict(e, false, now)
                .match(
                        again -> late(overrides, now)
                                ? failed(
                                        Reasons.DEADLINE_EXCEEDED.wire(), "gave up: " + e.request() + ": " + e.detail())
                                : again.least().map(Outcome::retry).orElseGet(Outcome::retry),
                        wait -> late(overrides, now)
                                ? failed(wait.reason(), wait.message())
                                : told(Waiting.waiting(wait.reason(), wait.message()), overrides),
                        give -> failed(give.reason(), give.message()));
    }

    private boolean late(Overrides overrides, Instant now) {
        Duration bound = overrides.awaiting().orElse(parts.options().bounds().awaiting());
        return !now.isBefore(status.view().createdAt().plus(bound));
    }

    private Outcome told(Waiting waiting, Overrides overrides) {
        try {
            bounded(waiting, overrides, true);
            return Outcome.retry();
        } catch (ApiException again) {
            return Outcome.retry();
        }
    }

    private Outcome failed(String reason, String message) {
        try {
            return fail(Failed.failed(reason, message));
        } catch (ApiException again) {
            return Outcome.retry(again.retryAfter().orElse(Duration.ZERO));
        }
    }

    /** Ends a dry run: the plan is shown, and nothing was touched. */
    Outcome dryRun(List<String> plan) {
        StatusPatch patch = status.patch().set("phase", JobPhase.SUCCEEDED.wire());
        ArrayNode lines = JsonNodeFactory.instance.arrayNode();
        plan.forEach(lines::add);
        patch.set("plan", lines);
        String message = "dry run: nothing was restored; the plan: " + String.join("; ", plan);
        patch.setOnce("startedAt", patch.now())
                .set("completedAt", patch.now())
                .condition(ConditionTypes.READY, "True", Reasons.DRY_RUN.wire(), message);
        status.write(patch);
        events.normal(status.view(), Reasons.DRY_RUN.wire(), message);
        waits.forget(key);
        return Outcome.idle();
    }
}
