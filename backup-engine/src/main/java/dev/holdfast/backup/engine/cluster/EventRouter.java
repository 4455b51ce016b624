package dev.holdfast.backup.engine.cluster;

import dev.holdfast.backup.api.Labels;
import dev.holdfast.backup.engine.work.InterestIndex;
import dev.holdfast.backup.engine.work.WorkKey;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.ResourceKind;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** From the change of an object to the keys that it wakes. Thread-safe as far as its parts are. */
final class EventRouter {

    /** A shortened name has exactly this length; a whole one may have it too. */
    private static final int MAX_UNCUT = 63;

    private final List<FeedSpec> own;
    private final InterestIndex index;
    private final Function<ResourceKind, List<GenericKubernetesResource>> known;

    /**
     * A router.
     *
     * @param own the engine's kinds
     * @param index interests of keys
     * @param known objects of an own kind without asking anybody; may be empty
     */
    EventRouter(
            List<FeedSpec> own, InterestIndex index, Function<ResourceKind, List<GenericKubernetesResource>> known) {
        this.own = List.copyOf(own);
        this.index = index;
        this.known = known;
    }

    /** Keys to wake; an object that is new has no {@code before}, one that is gone no {@code after}. */
    Set<WorkKey> keys(
            ObjectRef ref, Optional<GenericKubernetesResource> before, Optional<GenericKubernetesResource> after) {
        Map<String, String> was = labels(before);
        Map<String, String> is = labels(after);
        Set<WorkKey> keys = index.affected(ref, was, is);
        Map<String, String> latest = after.isPresent() ? is : was;
        for (FeedSpec spec : own) {
            if (spec.kind().equals(ref.kind()) && spec.holds(ref.namespace(), latest)) {
                spec.key().ifPresent(k -> keys.add(new WorkKey(k, ref.namespace(), ref.name())));
                if (spec.wakesClasses()) {
                    addAll(keys, WorkKey.Kind.BACKUP_CLASS);
                }
            }
        }
        if (latest.containsKey(Labels.RUN_UID)) {
            addOwner(keys, ref, latest);
            addJournals(keys, latest.get(Labels.RUN_UID));
        }
        return keys;
    }

    static Map<String, String> labels(Optional<GenericKubernetesResource> object) {
        return object.map(o -> o.getMetadata().getLabels()).orElse(Map.of());
    }

    private void addAll(Set<WorkKey> keys, WorkKey.Kind kind) {
        for (FeedSpec spec : own) {
            if (spec.key().filter(k -> k == kind).isPresent()) {
                known.apply(spec.kind()).forEach(o -> keys.add(key(kind, ObjectRef.of(o))));
            }
        }
    }

    /** The owner's name in the label is shortened where it is too long for one; then its uid finds it. */
    private void addOwner(Set<WorkKey> keys, ObjectRef child, Map<String, String> labels) {
        String name = labels.getOrDefault(Labels.OWNER_NAME, "");
        String namespace = labels.getOrDefault(Labels.OWNED_BY_JOB_NAMESPACE, child.namespace());
        String uid = labels.getOrDefault(Labels.OWNER_UID, "");
        for (FeedSpec spec : own) {
            if (spec.key().isEmpty() || !spec.kind().kind().equals(labels.get(Labels.OWNER_KIND)) || name.isEmpty()) {
                continue;
            }
            WorkKey.Kind kind = spec.key().get();
            WorkKey named = new WorkKey(kind, namespace, name);
            boolean isCut = name.length() >= MAX_UNCUT;
            keys.add(
                    !isCut
                            ? named
                            : known.apply(spec.kind()).stream()
                                    .filter(o -> Objects.equals(o.getMetadata().getUid(), uid))
                                    .findFirst()
                                    .map(o -> key(kind, ObjectRef.of(o)))
                                    .orElse(named));
        }
    }

    private void addJournals(Set<WorkKey> keys, String runUid) {
        for (FeedSpec spec : own) {
            if (spec.key().filter(k -> k == WorkKey.Kind.JOURNAL).isPresent()) {
                known.apply(spec.kind()).stream()
                        .filter(o -> runUid.equals(labels(Optional.of(o)).get(Labels.RUN_UID)))
                        .forEach(o -> keys.add(key(WorkKey.Kind.JOURNAL, ObjectRef.of(o))));
            }
        }
    }

    private static WorkKey key(WorkKey.Kind kind, ObjectRef ref) {
        return new WorkKey(kind, ref.namespace(), ref.name());
    }
}
