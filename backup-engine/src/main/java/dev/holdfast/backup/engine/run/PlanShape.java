package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.Stage;
import dev.holdfast.backup.spi.StageAction;
import dev.holdfast.backup.spi.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What follows from a plan's stages alone: where it can no longer be undone, where it is safe again, what its ranges hold. Pure. */
final class PlanShape {

    private PlanShape() {}

    /** Whether entering this stage can be a point of no return. */
    static boolean overwrites(Stage stage, Operation operation) {
        StageAction action = stage.action();
        Stage.Effect.Kind effect = stage.effect().kind();
        if (action instanceof StageAction.Erase || action instanceof StageAction.Delete) {
            return true;
        }
        if (action instanceof StageAction.Patch) {
            return effect != Stage.Effect.Kind.HARMLESS;
        }
        boolean makes = action instanceof StageAction.Create || action instanceof StageAction.Pod;
        return effect == Stage.Effect.Kind.OVERWRITES
                || makes && operation == Operation.RESTORE && effect != Stage.Effect.Kind.HARMLESS;
    }

    /** The same, with what the plan itself makes: changing that is no point of no return. */
    static boolean overwrites(RunPlan plan, Stage stage, Operation operation) {
        return overwrites(stage, operation) && !changesOnlyItsOwn(plan, stage);
    }

    private static boolean changesOnlyItsOwn(RunPlan plan, Stage stage) {
        return stage.action()
                .changes()
                .filter(Target.SuccessorOf.class::isInstance)
                .map(t -> ((Target.SuccessorOf) t).ref())
                .filter(made(plan)::contains)
                .isPresent();
    }

    private static Set<ObjectRef> made(RunPlan plan) {
        Set<ObjectRef> made = new HashSet<>();
        plan.stages().forEach(s -> s.action().created().ifPresent(made::add));
        return made;
    }

    /** Whether the plan touches what the run did not make, so that it needs a journal. */
    static boolean needsJournal(RunPlan plan, Operation operation) {
        return plan.stages().stream()
                .anyMatch(s -> overwrites(plan, s, operation)
                        || s.action() instanceof StageAction.Suspend
                        || s.action() instanceof StageAction.Patch);
    }

    /** Whether this is the first stage that makes or changes anything; suspending and waiting are no effects. */
    static boolean isFirstEffect(RunPlan plan, Stage stage) {
        return plan.stages().stream()
                .filter(s -> !(s.action() instanceof StageAction.Await
                        || s.action() instanceof StageAction.Suspend
                        || s.action() instanceof StageAction.Resume))
                .findFirst()
                .filter(stage::equals)
                .isPresent();
    }

    /**
     * Index of the stage at whose end it is safe to stop again: the end of the outermost range around the last stage that may be a point
     * of no return, or that stage; -1 if there is none.
     */
    static int safeAgain(RunPlan plan, Operation operation) {
        List<Stage> stages = plan.stages();
        int last = -1;
        for (int i = 0; i < stages.size(); i++) {
            if (overwrites(plan, stages.get(i), operation)) {
                last = i;
            }
        }
        int depth = 0;
        int outermost = -1;
        for (int i = 0; i < last; i++) {
            if (stages.get(i).action() instanceof StageAction.Suspend && depth++ == 0) {
                outermost = i;
            } else if (stages.get(i).action() instanceof StageAction.Resume && --depth == 0) {
                outermost = -1;
            }
        }
        return outermost < 0 ? last : end(plan, stages.get(outermost).name());
    }

    /** Index of the stage that ends the range which this one begins. */
    static int end(RunPlan plan, String suspend) {
        for (int i = 0; i < plan.stages().size(); i++) {
            if (plan.stages().get(i).action() instanceof StageAction.Resume resume
                    && resume.stage().equals(suspend)) {
                return i;
            }
        }
        throw new IllegalStateException("the range that begins with stage '" + suspend + "' has no end");
    }

    /** The stages of the range which this one begins, without its ends. */
    static List<Stage> inside(RunPlan plan, String suspend) {
        int from = index(plan, suspend).orElseThrow();
        return plan.stages().subList(from + 1, end(plan, suspend));
    }

    /** Where a stage stands in its plan. */
    static Optional<Integer> index(RunPlan plan, String stage) {
        for (int i = 0; i < plan.stages().size(); i++) {
            if (plan.stages().get(i).name().equals(stage)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /**
     * The plan without the generations that it changes itself: a target that an earlier stage suspends or patches is told by its UID
     * alone.
     */
    static RunPlan withoutOwnGenerations(RunPlan plan) {
        Set<ObjectRef> changed = new HashSet<>();
        List<Stage> stages = new ArrayList<>();
        for (Stage stage : plan.stages()) {
            stages.add(stage.withAction(blind(stage.action(), changed)));
            if (stage.action() instanceof StageAction.Suspend suspend) {
                changed.add(suspend.reconciler().ref());
            } else if (stage.action() instanceof StageAction.Patch patch && patch.target() instanceof Target.Of of) {
                changed.add(of.ref());
            }
        }
        return plan.withStages(stages);
    }

    private static StageAction blind(StageAction action, Set<ObjectRef> changed) {
        boolean ours = action.changes()
                .filter(t -> t instanceof Target.Of of && changed.contains(of.ref()))
                .isPresent();
        if (!ours) {
            return action;
        }
        Target.Of of = (Target.Of) action.changes().orElseThrow();
        Target.Of any = new Target.Of(of.ref(), of.uid(), 0);
        return action instanceof StageAction.Delete delete
                ? new StageAction.Delete(any, delete.propagation())
                : new StageAction.Patch(any, ((StageAction.Patch) action).fields());
    }

    /** What is wrong with the ranges: each begins once, ends once, and they nest. */
    static Optional<String> brokenRange(RunPlan plan) {
        List<String> open = new ArrayList<>();
        for (Stage stage : plan.stages()) {
            if (stage.action() instanceof StageAction.Suspend) {
                open.add(stage.name());
            } else if (stage.action() instanceof StageAction.Resume resume) {
                if (open.isEmpty() || !open.remove(open.size() - 1).equals(resume.stage())) {
                    return Optional.of("stage '" + stage.name() + "' ends a range that is not the innermost open one");
                }
            }
        }
        return open.isEmpty() ? Optional.empty() : Optional.of("the range of stage '" + open.get(0) + "' has no end");
    }
}
