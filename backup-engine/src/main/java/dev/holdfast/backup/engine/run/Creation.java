package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.engine.cluster.ApiException;
import dev.holdfast.backup.spi.ObjectRef;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;

/** Creates objects whose names are theirs alone, so that a create whose answer was lost does no harm when it is sent again. */
final class Creation {

    private Creation() {}

    /**
     * The object as it was created now, or as it was there before; the feeds know of it.
     *
     * @throws ApiException if neither could be had
     */
    static GenericKubernetesResource orExisting(EngineParts parts, ObjectRef ref, JsonNode manifest) {
        GenericKubernetesResource there;
        try {
            there = parts.cluster().create(manifest);
        } catch (ApiException e) {
            if (!e.isAlreadyExists()) {
                throw e;
            }
            there = parts.cluster().get(ref).object().orElseThrow(() -> e);
        }
        parts.feeds().wrote(there);
        return there;
    }
}
