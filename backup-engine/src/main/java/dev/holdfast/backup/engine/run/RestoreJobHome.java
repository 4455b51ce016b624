package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.api.ConditionTypes;
import dev.holdfast.backup.api.JobPhase;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.api.Timestamps;
import dev.holdfast.backup.engine.work.Outcome;
import dev.holdfast.backup.engine.work.WorkKey;
import dev.holdfast.backup.spi.Planning;
import dev.holdfast.backup.spi.Problem;
import dev.holdfast.backup.spi.RunPlan;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** A restore run: record and lock stand in its journal, what a tenant reads in the RestoreJob. Used by one thread, for one pass. */
final class RestoreJobHome extends JournalHome {

    private final BiFunction<Journal, TrackedReads, Planning> planner;
    private boolean fresh;

    /**
     * A home for one pass.
     *
     * @param planner makes the plan again
     * @param fresh whether it was made in this very pass
     */
    RestoreJobHome(
            EngineParts parts,
            Waits waits,
            Events events,
            JobStatus status,
            Journal journal,
            BiFunction<Journal, TrackedReads, Planning> planner,
            boolean fresh) {
        super(parts, waits, events, status, status.key(WorkKey.Kind.RESTORE_JOB), journal);
        this.planner = planner;
        this.fresh = fresh;
    }

    @Override
    public Optional<Planning> planAgain(TrackedReads reads) {
        if (fresh) {
            return Optional.empty();
        }
        Planning again = planner.apply(journal(), reads);
        fresh = again instanceof RunPlan;
        return Optional.of(again);
    }

    @Override
    public Optional<Problem> stopRequested() {
        boolean changed = !Runs.inputsDigest(owner()).equals(run().pin().inputsDigest());
        return RunHome.cancelledIf(owner().deleting())
                .or(() -> changed
                        ? Optional.of(Problem.of(
                                Reasons.SPEC_CHANGED.wire(),
                                "the inputs of this restore were changed after it had started"))
                        : Optional.empty());
    }

    @Override
    public Outcome end(Run run, Ending ending, Optional<String> debt) {
        if (ending.kind() == Ending.Kind.AGAIN) {
            Exit exit = ending.exit().orElseThrow();
            return keepsChanging() ? end(run, neverTheSame(exit), debt) : again(exit);
        }
        StatusPatch patch = status.patch().set("completedAt", status.patch().now());
        switch (ending.kind()) {
            case SUCCEEDED ->
                patch.set("phase", JobPhase.SUCCEEDED.wire())
                        .condition(
                                ConditionTypes.READY,
                                "True",
                                Reasons.RESTORE_COMPLETED.wire(),
                                "restored into " + run.pin().target());
            case FAILED ->
                failed(
                        patch,
                        ending.exit().orElseThrow().reason(),
                        ending.exit().get().message());
            case INTERRUPTED -> {
                interrupt(run);
                failed(
                        patch,
                        Reasons.RESTORE_INTERRUPTED.wire(),
                        interrupted(run, ending.exit().orElseThrow()));
            }
            default -> throw new IllegalStateException("unknown ending " + ending);
        }
        JobEnds.debt(patch, debt);
        status.write(patch);
        JobEnds.tell(parts, events, owner(), run, ending, debt);
        if (debt.isPresent()) {
            return Outcome.retry(parts.options().bounds().recheck());
        }
        if (ending.kind() == Ending.Kind.SUCCEEDED) {
            release();
        } else if (ending.kind() == Ending.Kind.FAILED) {
            giveBack();
        }
        new CleanupFinalizer(status).remove();
        return Outcome.idle();
    }

    /** A world, or a driver, whose plans are never the same twice is not tried for longer than anything else is waited for. */
    private boolean keepsChanging() {
        Instant now = status.now();
        return Timestamps.parse(owner().status().path("startedAt").asText())
                .filter(t -> !now.isBefore(t.plus(parts.options().bounds().awaiting())))
                .isPresent();
    }

    private static Ending neverTheSame(Exit exit) {
        return Ending.failed(new Exit(
                Reasons.PLAN_OUTDATED.wire(),
                exit.message() + ", each time that it was made again; nothing was touched",
                exit.field(),
                exit.since()));
    }

    /** The locks go, so that nobody waits for a plan that may have to be decided about. */
    private Outcome again(Exit exit) {
        giveBack();
        status.write(status.patch()
                .condition(
                        ConditionTypes.READY,
                        "False",
                        Reasons.PLAN_OUTDATED.wire(),
                        exit.message() + "; planning again"));
        events.normal(owner(), Reasons.PLAN_OUTDATED.wire(), exit.message() + "; planning again");
        waits.forget(key());
        return Outcome.retry();
    }

    private static void failed(StatusPatch patch, String reason, String message) {
        patch.set("phase", JobPhase.FAILED.wire())
                .set("message", message)
                .condition(ConditionTypes.READY, "False", reason, message);
    }

    private static String interrupted(Run run, Exit exit) {
        String held = run.holds().isEmpty()
                ? ""
                : ". Still suspended, as what was deleted would be made anew and empty: "
                        + run.holds().stream().map(Hold::toString).collect(Collectors.joining(", "));
        return "the restore stopped in stage '" + run.position().stage() + "' after it had begun to overwrite "
                + run.pin().target() + ", which is not usable as it is: " + exit.reason() + ": " + exit.message()
                + ". Backups of it wait; the next RestoreJob of it takes over" + held + SafetyBackup.wayBack(run);
    }
}
