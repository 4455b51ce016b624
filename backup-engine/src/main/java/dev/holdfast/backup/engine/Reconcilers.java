package dev.holdfast.backup.engine;

import dev.holdfast.backup.engine.cluster.LiveFeeds;
import dev.holdfast.backup.engine.run.EngineReconciler;
import dev.holdfast.backup.engine.run.Kinds;
import dev.holdfast.backup.engine.work.Outcome;
import dev.holdfast.backup.engine.work.WorkKey;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.ResourceKind;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The engine as plain functions, for hosts that own the loop: no threads, no informers, no lease. Thread-safe, but never call
 * {@link #reconcile} twice at once for one key, and only on one replica at a time.
 */
public final class Reconcilers {

    private final EngineReconciler reconciler;
    private final LiveFeeds feeds;
    private final List<ResourceKind> kinds;

    Reconcilers(EngineReconciler reconciler, LiveFeeds feeds, List<ResourceKind> kinds) {
        this.reconciler = reconciler;
        this.feeds = feeds;
        this.kinds = List.copyOf(kinds);
    }

    /** One pass over one object; the outcome says when the next one is due even if nothing changes. */
    public Outcome reconcile(WorkKey key) {
        return reconciler.reconcile(key);
    }

    /** The kinds whose changes the host may bring to {@link #affectedBy}; for those that it brings, nothing is polled. */
    public List<ResourceKind> watchedKinds() {
        return kinds;
    }

    /**
     * The keys that are due because an object changed.
     *
     * @param before empty if it is new or was not seen
     * @param after empty if it is gone
     */
    public Set<WorkKey> affectedBy(
            Optional<GenericKubernetesResource> before, Optional<GenericKubernetesResource> after) {
        return feeds.affectedBy(before, after);
    }

    /** All keys there are now; what a loop begins with. */
    public Set<WorkKey> all() {
        Set<WorkKey> keys = new LinkedHashSet<>();
        add(keys, Kinds.BACKUP_CLASS, WorkKey.Kind.BACKUP_CLASS);
        add(keys, Kinds.BACKUP_JOB, WorkKey.Kind.BACKUP_JOB);
        add(keys, Kinds.RESTORE_JOB, WorkKey.Kind.RESTORE_JOB);
        add(keys, Kinds.BACKUP, WorkKey.Kind.BACKUP);
        return keys;
    }

    private void add(Set<WorkKey> keys, ResourceKind kind, WorkKey.Kind as) {
        for (GenericKubernetesResource object : feeds.list(kind, "", "", "")) {
            ObjectRef ref = ObjectRef.of(object);
            keys.add(new WorkKey(as, ref.namespace(), ref.name()));
        }
    }
}
