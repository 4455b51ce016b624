package dev.holdfast.backup.engine.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.Propagation;
import dev.holdfast.backup.spi.ResourceKind;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Optional;

/**
 * Single requests to the API server. Each call is one request (one more, the first time a group is met, to learn its resource
 * names), never retried here. Thread-safe. Every method throws {@link ApiException} for an answer that is not the one asked
 * for; writes throw {@link LeadershipLostException} when the lease is gone.
 */
public interface Cluster {

    /** Reads one object, live. */
    Lookup get(ObjectRef ref);

    /**
     * Lists objects, live.
     *
     * @param namespace empty for all namespaces or cluster-scoped kinds
     * @param selector label selector; empty for all
     * @return empty if the kind is not served
     */
    Optional<List<GenericKubernetesResource>> list(ResourceKind kind, String namespace, String selector);

    /** Creates an object and returns it as stored. */
    GenericKubernetesResource create(JsonNode manifest);

    /** Lets the API server judge an object as if it were created; nothing is stored. */
    void dryRunCreate(JsonNode manifest);

    /**
     * Merge-patches an object that has not changed since it was read.
     *
     * @param resourceVersion of the object that the patch was computed from; a different one is a 409
     */
    GenericKubernetesResource patch(ObjectRef ref, String resourceVersion, JsonNode patch);

    /** Merge-patches the status of an object that has not changed since it was read. */
    GenericKubernetesResource patchStatus(ObjectRef ref, String resourceVersion, JsonNode patch);

    /**
     * Deletes exactly this object; an object that is gone already is fine.
     *
     * @param uid a different one under the name is a 409
     */
    void delete(ObjectRef ref, String uid, Propagation propagation);

    /** The last lines of a container's log; empty if it may not be read or there is none. */
    Optional<String> podLog(String namespace, String pod, String container, int tailLines);

    /** The kind in the version that the cluster prefers; empty if no version of the group serves it. */
    Optional<ResourceKind> preferred(String group, String kind);

    /** Whether the cluster serves the kind. */
    boolean serves(ResourceKind kind);

    /**
     * Whether the schema of a custom kind has a field; false also where the definition may not be read.
     *
     * @param fieldPath dotted, such as {@code status.run}
     */
    boolean servesField(ResourceKind kind, String fieldPath);

    /** The latest warning events about an object, newest first, as {@code Reason: message}; empty if they may not be read. */
    List<String> warnings(String namespace, String uid);
}
