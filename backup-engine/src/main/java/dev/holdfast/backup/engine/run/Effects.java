package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.engine.cluster.Lookup;
import dev.holdfast.backup.engine.work.Interest;
import dev.holdfast.backup.spi.Done;
import dev.holdfast.backup.spi.Failed;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.Observation;
import dev.holdfast.backup.spi.RefusedException;
import dev.holdfast.backup.spi.Stage;
import dev.holdfast.backup.spi.StageAction;
import dev.holdfast.backup.spi.Target;
import dev.holdfast.backup.spi.Waiting;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Deletes and changes live objects that a run did not make: found when the stage is entered, captured and written down in one write
 * before the first of them is touched, and touched by UID or resourceVersion only. Level-triggered. Used by one thread, for one pass.
 */
final class Effects {

    private static final Duration RECHECK = Duration.ofSeconds(15);

    private final Pass pass;

    Effects(Pass pass) {
        this.pass = pass;
    }

    /** Writes down what the stage is about; called on every pass. */
    StageEntry.Entered enter(Run run, Target target) {
        if (!run.hits(run.position().stage()).isEmpty()) {
            return new StageEntry.Entered(run, Optional.empty(), Optional.empty());
        }
        target.match(
                of -> watch(new Interest.ByName(of.ref())),
                next -> watch(new Interest.ByName(next.ref())),
                owned -> watch(
                        new Interest.ByLabel(owned.kind(), owned.root().namespace(), owned.label(), owned.value())));
        Targets.Found found = new Targets(pass.parts().cluster(), run).find(target);
        if (found.otherwise().isPresent()) {
            return new StageEntry.Entered(run, Optional.empty(), found.otherwise());
        }
        List<Hit> hits = found.objects().stream()
                .map(o -> new Hit(
                        run.position().stage(), ObjectRef.of(o), o.getMetadata().getUid()))
                .toList();
        Run entered = run.withHits(hits);
        Run written = run.overwrites() ? entered.withTouched() : entered;
        try {
            pass.home().save(written, found.objects());
        } catch (RefusedException e) {
            return new StageEntry.Entered(run, Optional.empty(), Optional.of(e.failed()));
        }
        return new StageEntry.Entered(written, Optional.empty(), Optional.empty());
    }

    private boolean watch(Interest interest) {
        pass.reads().watch(interest);
        return true;
    }

    /** Deletes what is left of the stage's objects, and says whether all are gone. */
    Observation delete(Run run, StageAction.Delete delete) {
        List<String> left = new ArrayList<>();
        for (Hit hit : run.hits(run.position().stage())) {
            watch(new Interest.ByName(hit.ref()));
            Lookup seen = pass.parts().cluster().get(hit.ref());
            if (seen.isKindMissing()) {
                return Targets.unserved(hit.ref().kind());
            }
            Optional<GenericKubernetesResource> there = seen.object(hit.uid());
            if (there.isPresent()) {
                left.add(words(there.get(), hit));
                if (there.get().getMetadata().getDeletionTimestamp() == null) {
                    pass.parts().cluster().delete(hit.ref(), hit.uid(), delete.propagation());
                }
            }
        }
        return left.isEmpty()
                ? Done.done()
                : Waiting.running(Reasons.TARGET_DELETING.wire(), "waiting for " + String.join(", ", left) + " to go")
                        .recheckAfter(RECHECK);
    }

    private static String words(GenericKubernetesResource object, Hit hit) {
        List<String> finalizers = object.getMetadata().getFinalizers();
        boolean held = object.getMetadata().getDeletionTimestamp() != null && !finalizers.isEmpty();
        return hit.ref() + (held ? " (held by " + String.join(", ", finalizers) + ")" : "");
    }

    /** Changes what is not changed yet. */
    Observation patch(Run run, StageAction.Patch patch) {
        for (Hit hit : run.hits(run.position().stage())) {
            watch(new Interest.ByName(hit.ref()));
            Lookup seen = pass.parts().cluster().get(hit.ref());
            if (seen.isKindMissing()) {
                return Targets.unserved(hit.ref().kind());
            }
            Optional<GenericKubernetesResource> there = seen.object(hit.uid());
            if (there.isEmpty()) {
                return Failed.failed(
                        Reasons.PLAN_OUTDATED.wire(),
                        hit.ref() + " was deleted or made anew while it was being changed");
            }
            if (!MergePatches.isApplied(Lookups.tree(there.get()), patch.fields())) {
                change(there.get(), hit, patch.fields());
            }
        }
        return Done.done();
    }

    private void change(GenericKubernetesResource there, Hit hit, JsonNode fields) {
        pass.parts().cluster().patch(hit.ref(), there.getMetadata().getResourceVersion(), fields);
    }

    /** Takes back what was changed before the point of no return, last stage first. Returns what is left to do, in words. */
    List<String> undo(Run run) {
        List<String> left = new ArrayList<>();
        List<Stage> stages = run.plan().stages();
        for (int i = stages.size() - 1; i >= 0; i--) {
            if (stages.get(i).action() instanceof StageAction.Patch patch
                    && !PlanShape.overwrites(run.plan(), stages.get(i), run.operation())) {
                run.hits(stages.get(i).name())
                        .forEach(hit -> undo(hit, patch.fields()).ifPresent(left::add));
            }
        }
        return left;
    }

    private Optional<String> undo(Hit hit, JsonNode fields) {
        Lookup seen = pass.parts().cluster().get(hit.ref());
        if (seen.isKindMissing()) {
            return Optional.of(hit.ref() + Targets.UNTELLABLE);
        }
        Optional<GenericKubernetesResource> there = seen.object(hit.uid());
        Optional<GenericKubernetesResource> before = pass.home().captured(hit.uid());
        if (there.isPresent() && before.isPresent()) {
            ObjectNode inverse = MergePatches.inverse(Lookups.tree(before.get()), fields, Lookups.tree(there.get()));
            if (!inverse.isEmpty()) {
                change(there.get(), hit, inverse);
            }
        }
        return Optional.empty();
    }
}
