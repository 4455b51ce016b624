package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.holdfast.backup.api.ConditionTypes;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.engine.cluster.ApiException;
import dev.holdfast.backup.engine.pod.PodStage;
import dev.holdfast.backup.engine.work.Outcome;
import dev.holdfast.backup.spi.BackupResult;
import dev.holdfast.backup.spi.Done;
import dev.holdfast.backup.spi.Failed;
import dev.holdfast.backup.spi.Lifetime;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.Observation;
import dev.holdfast.backup.spi.Problem;
import dev.holdfast.backup.spi.Propagation;
import dev.holdfast.backup.spi.Retry;
import dev.holdfast.backup.spi.Stage;
import dev.holdfast.backup.spi.StageAction;
import dev.holdfast.backup.spi.Waiting;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Optional;

/** Executes a run's plan, stage by stage, as far as one pass can. Used by one thread, for one pass. */
final class StageRunner {

    private final Pass pass;
    private final Leaving leaving;

    StageRunner(Pass pass) {
        this.pass = pass;
        this.leaving = new Leaving(pass);
    }

    /** One stage's step: either a changed run to go on with, or the outcome of the pass. */
    private record Step(Optional<Run> next, Outcome outcome) {
        static Step to(Run run) {
            return new Step(Optional.of(run), Outcome.idle());
        }

        static Step end(Outcome outcome) {
            return new Step(Optional.empty(), outcome);
        }
    }

    /** Brings the run as far as it can go now. */
    Outcome advance(Run run) {
        try {
            Suspending.Asserted held = Suspending.in(pass).assertAll(pass.home(), run);
            Outcome outcome = held.stop()
                    .filter(stop -> run.exit().isEmpty())
                    .map(stop -> outOfHand(held.run(), stop))
                    .orElseGet(() -> walk(held.run()));
            pass.waits().clear(pass.home().key(), Waits.Aspect.FORBIDDEN);
            return outcome;
        } catch (ApiException e) {
            return new ApiFailures(pass).handle(e);
        }
    }

    /** What is suspended cannot be kept so: nothing else is done until it can, or the run leaves. */
    private Outcome outOfHand(Run run, Observation stop) {
        Step step = handle(run, Optional.empty(), stop);
        return step.next().map(this::walk).orElse(step.outcome());
    }

    private Outcome walk(Run run) {
        Run current = run;
        while (current.exit().isEmpty()) {
            Step step = step(current);
            if (step.next().isEmpty()) {
                return step.outcome();
            }
            current = step.next().get();
        }
        return leaving.leave(current);
    }

    private Step step(Run run) {
        Optional<Problem> stop = pass.home().stopRequested();
        if (stop.isPresent() && !run.inDanger() && nothingMade(run)) {
            return exit(run, stopped(run, stop.get()));
        }
        Optional<Step> not = prevented(run);
        if (not.isPresent()) {
            return not.get();
        }
        StageEntry.Entered entered = new StageEntry(pass).enter(pass.home(), run);
        Run here = touched(entered.run(), entered.child(), false);
        if (stop.isPresent()) {
            return stop(here, entered, stop.get());
        }
        Optional<GenericKubernetesResource> child = entered.child().map(c -> started(here, c));
        return handle(here, child, entered.stop().orElseGet(() -> look(here, child, false)));
    }

    /**
     * A pod that overwrites data is created suspended, so that a creation which comes late runs nothing, and started once it is known to
     * be ours. Never again after that: whoever suspends it then has stopped it.
     */
    private GenericKubernetesResource started(Run run, GenericKubernetesResource child) {
        boolean waits = run.stage().action() instanceof StageAction.Pod
                && run.overwrites()
                && !run.touched()
                && PodStage.isSuspended(child);
        if (!waits) {
            return child;
        }
        GenericKubernetesResource started = pass.parts()
                .cluster()
                .patch(
                        ObjectRef.of(child),
                        child.getMetadata().getResourceVersion(),
                        MergePatches.set("/spec/suspend", BooleanNode.FALSE));
        pass.parts().feeds().wrote(started);
        return started;
    }

    /**
     * A plan that has grown old is made again before its first effect, and everything that is to be created later is tried before
     * anything is destroyed.
     */
    private Optional<Step> prevented(Run run) {
        boolean first = PlanShape.isFirstEffect(run.plan(), run.stage());
        boolean begins = !run.journal().isEmpty() && !run.touched() && (first || run.overwrites()) && nothingMade(run);
        if (!begins) {
            return Optional.empty();
        }
        Optional<Step> outdated = first ? outdated(run) : Optional.empty();
        return outdated.or(() -> run.overwrites()
                ? new DryRuns(pass).refused(run).map(failed -> exit(run, problem(failed)))
                : Optional.empty());
    }

    private Optional<Step> outdated(Run run) {
        return pass.home()
                .planAgain(pass.reads())
                .flatMap(planning -> planning.match(
                        plan -> Runs.digest(plan).equals(run.planDigest())
                                ? Optional.empty()
                                : Optional.of(exit(run, Leaving.outdated())),
                        waiting -> Optional.of(waiting(run, waiting)),
                        failed -> Optional.of(exit(run, problem(failed)))));
    }

    private static Problem problem(Failed failed) {
        Problem first = failed.problems().get(0);
        return new Problem(first.reason(), failed.message(), first.field(), first.involvedObject());
    }

    /** Whether the stage was to make or change something and has not; a run that is to stop does not begin with it. */
    private boolean nothingMade(Run run) {
        String stage = run.position().stage();
        if (run.stage().action() instanceof StageAction.Suspend) {
            return run.hold(stage).isEmpty();
        }
        if (run.stage().action().changes().isPresent()) {
            return run.hits(stage).isEmpty();
        }
        return run.child(stage).isEmpty()
                && Children.ref(run.stage(), run, pass.home().owner())
                        .filter(ref -> pass.parts().cluster().get(ref).object().isEmpty())
                        .isPresent();
    }

    /** Finished work counts; past the point of no return the run goes forward. */
    private Step stop(Run run, StageEntry.Entered entered, Problem why) {
        Run here = touched(run, entered.child(), true);
        Observation seen = entered.stop().orElseGet(() -> look(here, entered.child(), true));
        if (seen instanceof Done) {
            return handle(here, entered.child(), seen);
        }
        return here.inDanger() ? forward(here, entered.child(), seen, why) : exit(here, stopped(here, why));
    }

    private static Problem stopped(Run run, Problem why) {
        return run.isSafeAgain()
                ? Problem.of(why.reason(), "the data had been restored; what was left to do after that was cancelled")
                : why;
    }

    /** What it waits for is told under the reason that it cannot stop. */
    private Step forward(Run run, Optional<GenericKubernetesResource> child, Observation seen, Problem why) {
        boolean cancelled = why.reason().equals(Reasons.CANCELLED.wire());
        String reason = cancelled ? Reasons.CANCEL_PENDING.wire() : why.reason();
        String message = (cancelled ? "cancelled" : why.message())
                + ", but data is being overwritten: the run goes on until it is safe to stop";
        pass.home().tell(run, reason, message, true);
        return seen instanceof Waiting w
                ? handle(run, child, new Waiting(reason, message, w.timeout(), w.recheckAfter(), w.started()))
                : handle(run, child, seen);
    }

    private Step handle(Run run, Optional<GenericKubernetesResource> child, Observation seen) {
        return seen.match(
                done -> done(run, child, done),
                waiting -> waiting(run, waiting),
                failed -> failed(run, child, late(run, failed)),
                retry -> retry(run, child, retry));
    }

    private Observation look(Run run, Optional<GenericKubernetesResource> child, boolean live) {
        return new DriverCalls(
                        pass.waits(),
                        pass.home().key(),
                        pass.driver().descriptor().strategyType())
                .<Observation>answer(() -> new StageLook(pass, live).look(run, child), w -> w, f -> f);
    }

    /** A pod that overwrites passes the point of no return when a container may have started; an erase on entering. */
    private Run touched(Run run, Optional<GenericKubernetesResource> child, boolean live) {
        if (run.touched() || !run.overwrites()) {
            return run;
        }
        boolean pod = run.stage().action() instanceof StageAction.Pod
                && child.filter(job -> new StageLook(pass, live).podStarted(run, job))
                        .isPresent();
        if (!pod && !(run.stage().action() instanceof StageAction.Erase)) {
            return run;
        }
        Run touched = run.withTouched();
        pass.home().save(touched);
        return touched;
    }

    private Step exit(Run run, Problem problem) {
        Run out = run.withExit(new Exit(
                problem.reason(),
                problem.message(),
                problem.field(),
                pass.parts().clock().instant()));
        pass.home().save(out);
        return Step.to(out);
    }

    private Step done(Run run, Optional<GenericKubernetesResource> child, Done done) {
        done.warnings().forEach(w -> pass.events().warning(pass.home().owner(), w.reason(), w.message()));
        Run after = run.withFacts(done.facts());
        if (done.result().isEmpty() || run.operation() != Operation.BACKUP) {
            return next(after);
        }
        if (run.result().isPresent()) {
            return driverFault(run, "a second stage brought a result");
        }
        BackupResult result = done.result().get();
        Measuring.Looked looked = Measuring.look(run.plan(), result, pass.stores()::reads);
        return looked.measurement()
                .map(measured -> recorded(after, result, measured))
                .orElseGet(() -> handle(run, child, looked.otherwise()));
    }

    private Step driverFault(Run run, String what) {
        String driver = pass.driver().descriptor().strategyType().toString();
        return exit(run, Problem.of(Reasons.DRIVER_ERROR.wire(), what + "; the driver for " + driver + " has a bug"));
    }

    private Step recorded(Run run, BackupResult result, Measurement measured) {
        Optional<Exit> impossible = pass.home().record(run, result, measured);
        return impossible
                .map(e -> exit(run, new Problem(e.reason(), e.message(), e.field(), Optional.empty())))
                .orElseGet(() -> next(run.withResult(result)));
    }

    private Step next(Run run) {
        Stage stage = run.stage();
        stage.publishes()
                .ifPresent(type -> pass.home().publish(run, type, "StageDone", "stage '" + stage.name() + "' is done"));
        pass.waits().forget(pass.home().key());
        if (run.nextStage().isPresent()) {
            Run onwards = released(run)
                    .withPosition(Position.entering(
                            run.nextStage().get().name(), pass.parts().clock().instant()));
            pass.home().save(onwards);
            return Step.to(onwards);
        }
        if (run.operation() != Operation.BACKUP || run.result().isPresent()) {
            return Step.end(leaving.succeed(released(run)));
        }
        if (!pass.driver().descriptor().resultOptional()) {
            return driverFault(run, "no stage of the backup brought a result");
        }
        BackupResult nothing = BackupResult.unidentified(run.position().since());
        return recorded(run, nothing, Measuring.reported(nothing, "the driver does not say where the artifact is"));
    }

    /** At the end of a range its hold is over. */
    private static Run released(Run run) {
        return run.stage().action() instanceof StageAction.Resume resume
                ? run.hold(resume.stage())
                        .map(h -> run.withoutHold(h.reconciler().ref()))
                        .orElse(run)
                : run;
    }

    private Step waiting(Run run, Waiting waiting) {
        StageWait wait = new StageWait(pass, run, waiting);
        return wait.expired().map(why -> expired(run, waiting, why)).orElseGet(() -> Step.end(wait.tell()));
    }

    /** One last live look, and only then is the deadline believed. */
    private Step expired(Run run, Waiting waiting, String why) {
        Optional<ObjectRef> ref = Children.ref(run.stage(), run, pass.home().owner());
        Optional<GenericKubernetesResource> child =
                ref.flatMap(r -> pass.parts().cluster().get(r).object());
        child.ifPresent(pass.parts().feeds()::wrote);
        boolean childGone = ref.isPresent() && child.isEmpty();
        Run here = touched(run, child, true);
        Observation last = childGone ? waiting : look(here, child, true);
        if (!(last instanceof Waiting still)) {
            return handle(here, child, last);
        }
        String reason = still.started() ? Reasons.DEADLINE_EXCEEDED.wire() : still.reason();
        return failed(here, child, Failed.failed(reason, why + "; last: " + still.reason() + ": " + still.message()));
    }

    private Step failed(Run run, Optional<GenericKubernetesResource> child, Failed failed) {
        if (run.stage().optional() || run.result().isPresent()) {
            pass.events().warning(pass.home().owner(), failed.reason(), failed.message());
            return next(run);
        }
        return exit(touched(run, child, true), problem(failed));
    }

    /** A deadline that the child saw for itself; it does not know what was awaited. */
    private Failed late(Run run, Failed failed) {
        if (!failed.reason().equals(Reasons.DEADLINE_EXCEEDED.wire())) {
            return failed;
        }
        JsonNode told = pass.home().owner().condition(ConditionTypes.READY);
        boolean waited = run.position()
                .told()
                .filter(t -> t.reason().equals(told.path("reason").asText()))
                .isPresent();
        String last = waited
                ? "; last: " + told.path("reason").asText() + ": "
                        + StageWait.past(told.path("message").asText())
                : "";
        return Failed.failed(
                failed.reason(),
                "stage '" + run.stage().name() + "' was not over within "
                        + Deadlines.words(run.stage().within()) + ": " + failed.message() + last);
    }

    /** The child of an attempt that is given up goes, and after the backoff there is a new one. */
    private Step retry(Run run, Optional<GenericKubernetesResource> child, Retry retry) {
        boolean allowed = run.stage().lifetime() == Lifetime.RUN && !run.overwrites();
        if (!allowed || child.isEmpty()) {
            return driverFault(run, "stage '" + run.stage().name() + "' asks for a new attempt, which it may not");
        }
        StageWait wait = new StageWait(
                pass, run, Waiting.waiting(retry.reason(), retry.message()).recheckAfter(retry.backoff()));
        if (wait.lastedFor().compareTo(retry.backoff()) < 0) {
            return waiting(run, Waiting.waiting(retry.reason(), retry.message()).recheckAfter(retry.backoff()));
        }
        Run again = run.withoutChild(run.position().stage())
                .withPosition(run.position().nextAttempt(run.position().since()));
        pass.home().save(again);
        pass.parts()
                .cluster()
                .delete(ObjectRef.of(child.get()), child.get().getMetadata().getUid(), Propagation.BACKGROUND);
        return Step.to(again);
    }
}
