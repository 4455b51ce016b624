package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.api.ConditionTypes;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.api.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What is the same at the end of every run. */
final class JobEnds {

    private JobEnds() {}

    /** Debt is a condition as long as it exists. */
    static void debt(StatusPatch patch, Optional<String> debt) {
        debt.ifPresentOrElse(
                what -> patch.condition(
                        ConditionTypes.CLEANED_UP,
                        "False",
                        Reasons.WAITING_FOR_CLEANUP.wire(),
                        "not removed yet, tried again: " + what),
                () -> patch.withoutCondition(ConditionTypes.CLEANED_UP));
    }

    /** The event and the listener's call. */
    static void tell(EngineParts parts, Events events, JobView owner, Run run, Ending ending, Optional<String> debt) {
        String reason = ending.exit()
                .filter(e -> ending.kind() != Ending.Kind.SUCCEEDED)
                .map(Exit::reason)
                .orElseGet(() -> completed(run.operation()).wire());
        if (ending.kind() == Ending.Kind.SUCCEEDED) {
            events.normal(owner, reason, run.operation().wire() + " succeeded");
        } else {
            events.warning(owner, reason, ending.exit().map(Exit::message).orElse(""));
        }
        Instant started = Timestamps.parse(owner.status().path("startedAt").asText())
                .orElse(parts.clock().instant());
        Duration took = Duration.between(started, parts.clock().instant());
        parts.listener().ended(RunInfos.of(run, owner), ending.kind().wire(), reason, took);
        debt.ifPresent(what -> parts.listener().debt(RunInfos.of(run, owner), what));
    }

    private static Reasons completed(Operation operation) {
        return switch (operation) {
            case BACKUP -> Reasons.BACKUP_COMPLETED;
            case RESTORE -> Reasons.RESTORE_COMPLETED;
            case RECLAIM -> Reasons.DATA_DELETED;
            case VERIFY -> Reasons.VERIFIED;
        };
    }
}
