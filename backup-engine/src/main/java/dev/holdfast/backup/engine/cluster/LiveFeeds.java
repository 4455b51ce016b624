package dev.holdfast.backup.engine.cluster;

import dev.holdfast.backup.engine.work.Feeds;
import dev.holdfast.backup.engine.work.Interest;
import dev.holdfast.backup.engine.work.InterestIndex;
import dev.holdfast.backup.engine.work.WorkKey;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.ResourceKind;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@link Feeds} for a host that owns watches and loop: reads go live, nothing is watched, and the host asks which keys a change
 * concerns. Thread-safe.
 */
public final class LiveFeeds implements Feeds {

    private final Cluster cluster;
    private final List<FeedSpec> own;
    private final Set<ResourceKind> supplied;
    private final InterestIndex index = new InterestIndex();
    private final EventRouter router;

    /**
     * Feeds without a cache.
     *
     * @param own the engine's kinds, for what their changes wake; live lists of a kind are restricted by its label
     * @param supplied kinds whose changes the host brings to {@link #affectedBy}, all of them, in every namespace served
     */
    public LiveFeeds(Cluster cluster, List<FeedSpec> own, Set<ResourceKind> supplied) {
        this.cluster = cluster;
        this.own = List.copyOf(own);
        this.supplied = Set.copyOf(supplied);
        this.router = new EventRouter(this.own, index, kind -> List.of());
    }

    /** Who wakes on what. */
    public InterestIndex interests() {
        return index;
    }

    /**
     * The keys that a change concerns. Sends no request; what is not held cannot be found here, so a change of a strategy wakes
     * only the keys that registered for it, not every BackupClass.
     *
     * @param before the object before the change; empty if it is new or was not seen
     * @param after the object after the change; empty if it is gone
     * @throws IllegalArgumentException if neither is given
     */
    public Set<WorkKey> affectedBy(
            Optional<GenericKubernetesResource> before, Optional<GenericKubernetesResource> after) {
        ObjectRef ref = ObjectRef.of(after.or(() -> before)
                .orElseThrow(() -> new IllegalArgumentException("a change has an object before or after it, or both")));
        return router.keys(ref, before, after);
    }

    @Override
    public Lookup read(ObjectRef ref) {
        return cluster.get(ref);
    }

    @Override
    public List<GenericKubernetesResource> list(ResourceKind kind, String namespace, String label, String value) {
        String held = own.stream()
                .filter(s -> s.kind().equals(kind))
                .findFirst()
                .map(FeedSpec::label)
                .orElse("");
        return cluster.list(kind, namespace, label.isEmpty() ? held : label + "=" + value)
                .orElse(List.of());
    }

    /** Nothing to do: every read is live, so none is older than the write. */
    /** Nothing passes by where nothing is watched. */
    @Override
    public boolean sawPodStart(String runLabel) {
        return false;
    }

    @Override
    public void wrote(GenericKubernetesResource object) {
        // A live read shows it.
    }

    /** Nothing to do: every read is live. */
    @Override
    public void gone(ObjectRef ref) {
        // A live read shows it.
    }

    @Override
    public boolean register(WorkKey key, Interest interest) {
        index.register(key, interest);
        return supplied.contains(interest.kind());
    }

    @Override
    public void retain(WorkKey key, Set<Interest> interests) {
        index.retain(key, interests);
    }

    @Override
    public void forget(WorkKey key) {
        index.forget(key);
    }
}
