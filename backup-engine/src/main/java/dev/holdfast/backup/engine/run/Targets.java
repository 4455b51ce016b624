package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.engine.cluster.Cluster;
import dev.holdfast.backup.engine.cluster.Lookup;
import dev.holdfast.backup.spi.Failed;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.Observation;
import dev.holdfast.backup.spi.ResourceKind;
import dev.holdfast.backup.spi.StageAction;
import dev.holdfast.backup.spi.Target;
import dev.holdfast.backup.spi.Waiting;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Finds the live objects that a target means. Reads live; used by one thread, for one stage. */
final class Targets {

    /** Follows what is left to do on an object of which nobody can tell whether it is there. */
    static final String UNTELLABLE = " (its kind is not served at the moment)";

    private static final int MAX_DEPTH = 8;

    private final Cluster cluster;
    private final Run run;
    private final Map<ObjectRef, Lookup> owners = new HashMap<>();

    Targets(Cluster cluster, Run run) {
        this.cluster = cluster;
        this.run = run;
    }

    /**
     * What was found, or why the stage cannot be entered.
     *
     * @param objects that the target means; empty with {@code otherwise}
     * @param otherwise why not; empty if it can
     */
    record Found(List<GenericKubernetesResource> objects, Optional<Observation> otherwise) {

        private static Found of(List<GenericKubernetesResource> objects) {
            return new Found(objects, Optional.empty());
        }

        private static Found not(Observation why) {
            return new Found(List.of(), Optional.of(why));
        }
    }

    Found find(Target target) {
        return target.match(this::exactly, this::successor, this::owned);
    }

    private Found exactly(Target.Of of) {
        return live(
                of.ref(),
                there -> {
                    Long generation = there.getMetadata().getGeneration();
                    boolean same = there.getMetadata().getUid().equals(of.uid());
                    boolean unchanged = of.generation() == 0 || generation == null || generation == of.generation();
                    if (same && unchanged) {
                        return Found.of(List.of(there));
                    }
                    return outdated(of.ref() + (same ? " was changed" : " was made anew") + " after the plan was made");
                },
                () -> outdated(of.ref() + " was deleted after the plan was made"));
    }

    private Found successor(Target.SuccessorOf next) {
        Found awaited = Found.not(Waiting.waiting(Reasons.TARGET_AWAITED.wire(), next.words() + " does not exist yet")
                .recheckAfter(Duration.ofSeconds(15)));
        return live(
                next.ref(),
                there -> {
                    boolean old = run.hits().stream()
                                    .anyMatch(h ->
                                            h.uid().equals(there.getMetadata().getUid()) && deletes(h))
                            || there.getMetadata().getDeletionTimestamp() != null;
                    return old ? awaited : Found.of(List.of(there));
                },
                () -> made(next.ref()) ? vanished(next.ref()) : awaited);
    }

    /** Whether the run itself has made the successor: then nobody else will. */
    private boolean made(ObjectRef ref) {
        return run.children().stream().anyMatch(c -> c.ref().equals(ref));
    }

    private static Found vanished(ObjectRef ref) {
        return Found.not(Failed.failed(
                Reasons.CHILD_VANISHED.wire(),
                ref
                        + " was deleted by somebody else after this run had made it; it is not made again, because it overwrites"
                        + " data"));
    }

    private boolean deletes(Hit hit) {
        return run.plan().stages().stream()
                .anyMatch(s -> s.name().equals(hit.stage()) && s.action() instanceof StageAction.Delete);
    }

    private Found owned(Target.OwnedBy owned) {
        Optional<List<GenericKubernetesResource>> listed =
                cluster.list(owned.kind(), owned.root().namespace(), owned.label() + "=" + owned.value());
        return listed.map(all -> Found.of(all.stream()
                        .filter(o -> isBelow(o, owned.rootUid(), MAX_DEPTH))
                        .toList()))
                .orElseGet(() -> kindMissing(owned.kind()));
    }

    private boolean isBelow(GenericKubernetesResource object, String rootUid, int depth) {
        for (OwnerReference reference : object.getMetadata().getOwnerReferences()) {
            if (reference.getUid().equals(rootUid)) {
                return true;
            }
            boolean above = depth > 0
                    && owner(object, reference)
                            .filter(o -> isBelow(o, rootUid, depth - 1))
                            .isPresent();
            if (above) {
                return true;
            }
        }
        return false;
    }

    private Optional<GenericKubernetesResource> owner(GenericKubernetesResource object, OwnerReference reference) {
        ObjectRef ref = ObjectRef.of(
                reference.getApiVersion(),
                reference.getKind(),
                object.getMetadata().getNamespace(),
                reference.getName());
        return owners.computeIfAbsent(ref, cluster::get).object(reference.getUid());
    }

    private Found live(ObjectRef ref, Function<GenericKubernetesResource, Found> found, Supplier<Found> absent) {
        return cluster.get(ref).match(found, absent, () -> kindMissing(ref.kind()));
    }

    private static Found outdated(String why) {
        return Found.not(Failed.failed(Reasons.PLAN_OUTDATED.wire(), why));
    }

    static Waiting unserved(ResourceKind kind) {
        return Waiting.waiting(
                        Reasons.KIND_MISSING.wire(),
                        "the cluster does not serve " + kind + " at the moment, so nobody can tell what is there")
                .recheckAfter(Duration.ofSeconds(15));
    }

    private static Found kindMissing(ResourceKind kind) {
        return Found.not(unserved(kind));
    }
}
