package dev.holdfast.backup.engine.work;

import dev.holdfast.backup.engine.cluster.Lookup;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.ResourceKind;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Set;

/**
 * The engine's own objects as it last saw them, and what wakes its keys. Thread-safe.
 *
 * <p>Own objects are the backup kinds, the strategies, the journals and the children that bear a run's label: they are held
 * whole. Of other people's objects only the change is of interest; their content is read live.
 */
public interface Feeds {

    /**
     * An own object: from the cache when a synced feed holds its kind, live otherwise. Never older than the engine's last write
     * of it ({@link #wrote}).
     */
    Lookup read(ObjectRef ref);

    /**
     * Own objects of a kind: from the cache when a synced feed holds the kind, live otherwise.
     *
     * @param namespace empty for all namespaces or cluster-scoped kinds
     * @param label empty for all, else only objects with this label and {@code value}
     */
    List<GenericKubernetesResource> list(ResourceKind kind, String namespace, String label, String value);

    /**
     * Whether a pod of this run has passed by, since this process watches, of which a container may have run; it may be gone by now.
     *
     * @param runLabel the value of the pods' run label
     */
    boolean sawPodStart(String runLabel);

    /** The engine has just written this; later reads must not show anything older. */
    void wrote(GenericKubernetesResource object);

    /** The engine has just seen, live, that this does not exist; drops what it last wrote. */
    void gone(ObjectRef ref);

    /**
     * Adds interests of a key. To be called <em>before</em> the read that they belong to, so that no change falls between
     * the two. Starts to watch a kind that is not watched yet; where that is impossible (not served, not allowed) says so.
     *
     * @return false if no event will come for this interest and the key has to look again by itself
     */
    boolean register(WorkKey key, Interest interest);

    /** The pass of a key has ended well: only these interests are kept. */
    void retain(WorkKey key, Set<Interest> interests);

    /** The key is done with: drops all its interests. */
    void forget(WorkKey key);
}
