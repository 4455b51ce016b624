package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.api.Annotations;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.engine.cluster.Lookup;
import dev.holdfast.backup.engine.work.Interest;
import dev.holdfast.backup.spi.Failed;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.Observation;
import dev.holdfast.backup.spi.Reconciler;
import dev.holdfast.backup.spi.Stage;
import dev.holdfast.backup.spi.StageAction;
import dev.holdfast.backup.spi.Waiting;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Keeps reconcilers still over a range of stages: previous value written down first, one guarded patch that sets value and marker,
 * asserted again on every pass, released by marker. Level-triggered. Used by one thread, for one pass.
 */
final class Suspending {

    private final EngineParts parts;
    private final Consumer<Interest> watch;

    /**
     * For one pass.
     *
     * @param watch remembers what wakes the run
     */
    Suspending(EngineParts parts, Consumer<Interest> watch) {
        this.parts = parts;
        this.watch = watch;
    }

    static Suspending in(Pass pass) {
        return new Suspending(pass.parts(), pass.reads()::watch);
    }

    /** Begins the range; called on every pass while its first stage lasts. */
    StageEntry.Entered enter(RunHome home, Run run, StageAction.Suspend suspend) {
        Reconciler reconciler = suspend.reconciler();
        String stage = run.position().stage();
        if (run.hold(stage).isPresent()) {
            return new StageEntry.Entered(run, Optional.empty(), Optional.empty());
        }
        Optional<Hold> inherited = run.holds().stream()
                .filter(h -> h.reconciler().ref().equals(reconciler.ref()))
                .findFirst();
        if (inherited.isPresent()) {
            Run taken = run.withHold(inherited.get().takenInto(stage, reconciler));
            home.save(taken);
            return new StageEntry.Entered(taken, Optional.empty(), Optional.empty());
        }
        Lookup seen = look(reconciler.ref());
        return seen.match(
                live -> begin(home, run, reconciler, live),
                () -> stop(run, outdated(reconciler.ref() + " was deleted after the plan was made")),
                () -> stop(run, Targets.unserved(reconciler.ref().kind())));
    }

    private StageEntry.Entered begin(RunHome home, Run run, Reconciler reconciler, GenericKubernetesResource live) {
        if (!live.getMetadata().getUid().equals(reconciler.uid())) {
            return stop(run, outdated(reconciler.ref() + " was made anew after the plan was made"));
        }
        Optional<String> marker = marker(live);
        Optional<Journal> other = marker.flatMap(m -> parts.journals().all().stream()
                .filter(j -> j.run().holds().stream().anyMatch(h -> h.marker().equals(m)))
                .findFirst());
        if (other.isPresent()) {
            return stop(
                    run,
                    Waiting.waiting(
                            Reasons.RECONCILER_BUSY.wire(),
                            reconciler.ref() + " is suspended by " + other.get().owner()));
        }
        // A marker without a journal is of a run that was settled by hand; whose value it was, nobody knows any more.
        JsonNode previous = marker.isPresent()
                ? MissingNode.getInstance()
                : Lookups.tree(live).at(reconciler.pointer());
        Hold hold =
                new Hold(run.position().stage(), reconciler, live.getMetadata().getUid(), previous, run.uid());
        Run held = run.withHold(hold);
        home.save(held);
        set(hold, live);
        return new StageEntry.Entered(held, Optional.empty(), Optional.empty());
    }

    private static StageEntry.Entered stop(Run run, Observation why) {
        return new StageEntry.Entered(run, Optional.empty(), Optional.of(why));
    }

    private static Failed outdated(String why) {
        return Failed.failed(Reasons.PLAN_OUTDATED.wire(), why);
    }

    private Lookup look(ObjectRef ref) {
        watch.accept(new Interest.ByName(ref));
        return parts.cluster().get(ref);
    }

    private static Optional<String> marker(GenericKubernetesResource object) {
        Map<String, String> annotations =
                Objects.requireNonNullElse(object.getMetadata().getAnnotations(), Map.of());
        return Optional.ofNullable(annotations.get(Annotations.SUSPENDED_BY));
    }

    private void set(Hold hold, GenericKubernetesResource live) {
        write(hold, live, hold.reconciler().value(), JsonNodeFactory.instance.textNode(hold.marker()));
    }

    /** Value and mark in one patch; a null takes the mark away. */
    private void write(Hold hold, GenericKubernetesResource live, JsonNode value, JsonNode marker) {
        ObjectNode patch = MergePatches.set(hold.reconciler().pointer(), value);
        patch.withObject("/metadata").putObject("annotations").set(Annotations.SUSPENDED_BY, marker);
        parts.cluster().patch(hold.reconciler().ref(), live.getMetadata().getResourceVersion(), patch);
    }

    /** What {@link #assertAll} came to. */
    record Asserted(Run run, Optional<Observation> stop) {}

    /**
     * Sets again what somebody has changed. A reconciler that was made anew while data is being taken apart is suspended as well; before
     * that it makes the plan outdated.
     */
    Asserted assertAll(RunHome home, Run written) {
        Run run = written;
        for (Hold hold : written.holds()) {
            if (isEnding(written, hold)) {
                continue;
            }
            Lookup seen = look(hold.reconciler().ref());
            if (seen.isKindMissing()) {
                return new Asserted(
                        run,
                        Optional.of(Targets.unserved(hold.reconciler().ref().kind())));
            }
            Optional<GenericKubernetesResource> live = seen.object();
            if (live.isEmpty()) {
                continue;
            }
            Hold current = hold;
            if (!live.get().getMetadata().getUid().equals(hold.uid())) {
                if (!run.touched() && hold.marker().equals(run.uid())) {
                    return new Asserted(
                            run.withoutHold(hold.reconciler().ref()),
                            Optional.of(outdated(hold.reconciler().ref() + " was made anew while it was suspended")));
                }
                current = hold.on(live.get().getMetadata().getUid());
                run = run.withHold(current);
                home.save(run);
            }
            if (!isHeld(current, live.get())) {
                set(current, live.get());
            }
        }
        return new Asserted(run, Optional.empty());
    }

    private static boolean isEnding(Run run, Hold hold) {
        return run.exit().isEmpty()
                && run.stage().action() instanceof StageAction.Resume resume
                && resume.stage().equals(hold.stage());
    }

    private static boolean isHeld(Hold hold, GenericKubernetesResource live) {
        return Lookups.tree(live)
                        .at(hold.reconciler().pointer())
                        .equals(hold.reconciler().value())
                && marker(live).filter(hold.marker()::equals).isPresent();
    }

    /** What still disturbs the reconciler that the present stage suspends, in words. */
    Optional<String> disturbed(Hold hold) {
        return look(hold.reconciler().ref()).object().flatMap(Standstill::disturbed);
    }

    /** Puts the previous value back, if the mark is still ours. False if that cannot be told, as the kind is not served. */
    boolean release(Hold hold) {
        Lookup seen = look(hold.reconciler().ref());
        if (seen.isKindMissing()) {
            return false;
        }
        seen.object(hold.uid())
                .filter(o -> marker(o).filter(hold.marker()::equals).isPresent())
                .ifPresent(live -> write(hold, live, hold.previous(), JsonNodeFactory.instance.nullNode()));
        return true;
    }

    /** Releases, last one first. Returns what is left to do, in words. */
    List<String> release(List<Hold> holds, Consumer<Hold> released) {
        List<String> left = new ArrayList<>();
        for (int i = holds.size() - 1; i >= 0; i--) {
            if (release(holds.get(i))) {
                released.accept(holds.get(i));
            } else {
                left.add(holds.get(i) + Targets.UNTELLABLE);
            }
        }
        return left;
    }

    /** Releases what may be released when the run ends like this. Returns what is left to do, in words. */
    List<String> releaseAll(RunHome home, Run written, boolean succeeded) {
        List<Hold> free = written.holds().stream()
                .filter(hold -> mayRelease(written, hold, succeeded))
                .toList();
        AtomicReference<Run> run = new AtomicReference<>(written);
        return release(
                free,
                hold -> home.save(
                        run.updateAndGet(r -> r.withoutHold(hold.reconciler().ref()))));
    }

    /**
     * Only while a deletion in the range has begun, and it is not safe again, the release would do harm: what is gone would be made anew,
     * and empty. In what was taken over from an interrupted restore one has begun.
     */
    static boolean mayRelease(Run run, Hold hold, boolean succeeded) {
        if (succeeded || run.isSafeAgain()) {
            return true;
        }
        boolean takenOver = !hold.marker().equals(run.uid());
        return !takenOver && !(run.inDanger() && deletionBegun(run, hold));
    }

    private static boolean deletionBegun(Run run, Hold hold) {
        return PlanShape.inside(run.plan(), hold.stage()).stream()
                .filter(s -> s.action() instanceof StageAction.Delete)
                .map(Stage::name)
                .anyMatch(name -> !run.hits(name).isEmpty());
    }
}
