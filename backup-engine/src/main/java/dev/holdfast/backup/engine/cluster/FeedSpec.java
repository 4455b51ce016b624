package dev.holdfast.backup.engine.cluster;

import dev.holdfast.backup.api.Labels;
import dev.holdfast.backup.engine.work.Interest;
import dev.holdfast.backup.engine.work.WorkKey;
import dev.holdfast.backup.spi.ResourceKind;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A kind whose objects the engine holds whole, and what their changes wake. One for each kind.
 *
 * @param kind of the objects
 * @param namespace the only one they are held from; empty means every namespace that the engine serves
 * @param label that an object must bear to be held; empty means all objects
 * @param namePrefix that names of held objects have; empty means that a name does not tell whether an object is held
 * @param key kind of the key that bears the object's own name; empty if the kind has none
 * @param wakesClasses whether a change wakes every BackupClass
 */
public record FeedSpec(
        ResourceKind kind,
        Optional<String> namespace,
        String label,
        String namePrefix,
        Optional<WorkKey.Kind> key,
        boolean wakesClasses) {

    /** A kind that is reconciled itself. */
    public static FeedSpec own(ResourceKind kind, WorkKey.Kind key) {
        return new FeedSpec(kind, Optional.empty(), "", "", Optional.of(key), false);
    }

    /** A strategy kind of a driver. */
    public static FeedSpec strategy(ResourceKind kind) {
        return new FeedSpec(kind, Optional.empty(), "", "", Optional.empty(), true);
    }

    /** A kind that runs create; only objects that bear a run's label are held. */
    public static FeedSpec child(ResourceKind kind) {
        return new FeedSpec(kind, Optional.empty(), Labels.RUN_UID, "", Optional.empty(), false);
    }

    /**
     * The journals: the only Secrets that are ever listed or watched.
     *
     * @param namespace the engine's
     * @param label that marks a journal
     * @param namePrefix that every journal's name has, so that one may be waited for by name
     */
    public static FeedSpec journals(String namespace, String label, String namePrefix) {
        return new FeedSpec(
                new ResourceKind("v1", "Secret"),
                Optional.of(namespace),
                label,
                namePrefix,
                Optional.of(WorkKey.Kind.JOURNAL),
                false);
    }

    /** Whether an object of the kind, with these labels, is held. */
    boolean holds(String objectNamespace, Map<String, String> labels) {
        return namespace.map(objectNamespace::equals).orElse(true) && (label.isEmpty() || labels.containsKey(label));
    }

    /** Whether everything that the interest is about is held, so that its events come from this feed. */
    boolean covers(Interest interest) {
        if (!interest.kind().equals(kind)
                || !namespace.map(interest.namespace()::equals).orElse(true)) {
            return false;
        }
        if (label.isEmpty()) {
            return true;
        }
        if (interest instanceof Interest.ByLabel byLabel) {
            return Objects.equals(byLabel.label(), label);
        }
        return interest instanceof Interest.ByName byName
                && !namePrefix.isEmpty()
                && byName.ref().name().startsWith(namePrefix);
    }
}
