package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.api.Labels;
import dev.holdfast.backup.api.Names;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.engine.cluster.Cluster;
import dev.holdfast.backup.engine.cluster.Lookup;
import dev.holdfast.backup.engine.work.Feeds;
import dev.holdfast.backup.spi.Failed;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.Observation;
import dev.holdfast.backup.spi.Stage;
import dev.holdfast.backup.spi.StageAction;
import dev.holdfast.backup.spi.Waiting;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes sure that the child of a stage exists, once: deterministic name, ownership by the run's UID, strangers respected. Effects
 * on the cluster; no state.
 */
final class StageEntry {

    private final Pass pass;
    private final Cluster cluster;
    private final Feeds feeds;

    StageEntry(Pass pass) {
        this.pass = pass;
        this.cluster = pass.parts().cluster();
        this.feeds = pass.parts().feeds();
    }

    /**
     * What came of entering.
     *
     * @param run the record, with what was found or made
     * @param child of the stage; empty if it makes none or cannot have it
     * @param stop why the stage cannot go on from here; empty if it can
     */
    record Entered(Run run, Optional<GenericKubernetesResource> child, Optional<Observation> stop) {}

    /** Enters the stage of {@code run}; called on every pass. */
    Entered enter(RunHome home, Run run) {
        Stage stage = run.stage();
        if (stage.action() instanceof StageAction.Suspend suspend) {
            return Suspending.in(pass).enter(home, run, suspend);
        }
        if (stage.action().changes().isPresent()) {
            return new Effects(pass).enter(run, stage.action().changes().get());
        }
        Optional<ObjectRef> ref = Children.ref(stage, run, home.owner());
        if (ref.isEmpty()) {
            return new Entered(run, Optional.empty(), Optional.empty());
        }
        Lookup seen = feeds.read(ref.get());
        Optional<GenericKubernetesResource> there = seen.object();
        return there.isPresent() ? found(home, run, ref.get(), there.get()) : absent(home, run, ref.get());
    }

    private Entered found(RunHome home, Run run, ObjectRef ref, GenericKubernetesResource there) {
        Optional<Child> recorded = run.child(run.position().stage());
        String uid = there.getMetadata().getUid();
        boolean ours =
                isOurs(there, run) && recorded.filter(c -> !c.uid().equals(uid)).isEmpty();
        if (ours) {
            return new Entered(remember(home, run, ref, there), Optional.of(there), Optional.empty());
        }
        if (recorded.isPresent()) {
            return vanished(home, run, ref);
        }
        return new Entered(run, Optional.empty(), Optional.of(stranger(ref, there)));
    }

    static boolean isOurs(GenericKubernetesResource object, Run run) {
        return object.getMetadata().getLabels() != null
                && Names.labelValue(run.uid())
                        .equals(object.getMetadata().getLabels().get(Labels.RUN_UID));
    }

    /** The UID of a child that must never be made twice is written down; of any other it need not be. */
    private Run remember(RunHome home, Run run, ObjectRef ref, GenericKubernetesResource child) {
        if (run.child(run.position().stage()).isPresent() || !run.overwrites()) {
            return run;
        }
        Run more = run.withChild(
                new Child(run.position().stage(), ref, child.getMetadata().getUid()));
        home.save(more);
        return more;
    }

    private Observation stranger(ObjectRef ref, GenericKubernetesResource there) {
        if (there.getMetadata().getDeletionTimestamp() != null || ownerGone(there)) {
            return Waiting.waiting(
                            Reasons.NAME_STILL_TAKEN.wire(), ref + " of an earlier run is still there, and about to go")
                    .recheckAfter(Duration.ofSeconds(15));
        }
        return Failed.failed(
                Reasons.NAME_TAKEN.wire(),
                ref + " exists and is not of this run; it was left alone. Delete it, or use another name for this job");
    }

    private boolean ownerGone(GenericKubernetesResource object) {
        for (OwnerReference owner : object.getMetadata().getOwnerReferences()) {
            ObjectRef ref = ObjectRef.of(
                    owner.getApiVersion(), owner.getKind(), object.getMetadata().getNamespace(), owner.getName());
            if (cluster.get(ref).object(owner.getUid()).isPresent()) {
                return false;
            }
        }
        return !object.getMetadata().getOwnerReferences().isEmpty();
    }

    private Entered absent(RunHome home, Run run, ObjectRef ref) {
        if (run.child(run.position().stage()).isPresent()) {
            Optional<GenericKubernetesResource> live = cluster.get(ref).object();
            if (live.isPresent()) {
                feeds.wrote(live.get());
                return found(home, run, ref, live.get());
            }
            return vanished(home, run, ref);
        }
        return create(home, run, ref);
    }

    /** Whether its pods had begun, nobody can tell any more; so they may have. */
    private Entered vanished(RunHome home, Run run, ObjectRef ref) {
        if (run.overwrites()) {
            Run touched = run.withTouched();
            home.save(touched);
            return new Entered(
                    touched,
                    Optional.empty(),
                    Optional.of(Failed.failed(
                            Reasons.CHILD_VANISHED.wire(),
                            ref + " was deleted by somebody else while it was at work; it is not made again, because it"
                                    + " overwrites data")));
        }
        return create(home, run.withoutChild(run.position().stage()), ref);
    }

    private Entered create(RunHome home, Run run, ObjectRef ref) {
        Stage stage = run.stage();
        Run before = run;
        boolean isCreate = stage.action() instanceof StageAction.Create;
        if (isCreate && run.overwrites() && !run.touched()) {
            before = run.withTouched();
            home.save(before);
        }
        JsonNode manifest = Children.manifest(stage, before, home.owner()).orElseThrow();
        return found(home, before, ref, Creation.orExisting(pass.parts(), ref, manifest));
    }
}
