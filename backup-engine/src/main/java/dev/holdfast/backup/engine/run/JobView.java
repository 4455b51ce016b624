package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.holdfast.backup.api.JobPhase;
import dev.holdfast.backup.spi.ObjectRef;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An object of the backup kinds as it was read, with the fields that every decision needs. Decoding never fails for one odd
 * field of one tenant's object: what is missing is empty. Pure.
 *
 * @param ref its address
 * @param uid of the object
 * @param resourceVersion that a guarded write has to name
 * @param generation of the spec
 * @param createdAt by the API server's clock
 * @param deleting whether it has a deletion timestamp
 * @param labels of the object
 * @param annotations of the object; tenants write them, so they are settings and never state
 * @param finalizers of the object
 * @param spec missing node if there is none
 * @param status missing node if there is none
 */
public record JobView(
        ObjectRef ref,
        String uid,
        String resourceVersion,
        long generation,
        Instant createdAt,
        boolean deleting,
        Map<String, String> labels,
        Map<String, String> annotations,
        List<String> finalizers,
        JsonNode spec,
        JsonNode status) {

    private static final ObjectMapper JSON = Serialization.jsonMapper();

    /** Copies the collections. */
    public JobView {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
        finalizers = List.copyOf(finalizers);
    }

    /** Reads any object. */
    public static JobView of(GenericKubernetesResource object) {
        ObjectMeta meta = object.getMetadata();
        JsonNode body = JSON.valueToTree(object.getAdditionalProperties());
        return new JobView(
                ObjectRef.of(object),
                Objects.requireNonNullElse(meta.getUid(), ""),
                Objects.requireNonNullElse(meta.getResourceVersion(), ""),
                Objects.requireNonNullElse(meta.getGeneration(), 0L),
                Optional.ofNullable(meta.getCreationTimestamp())
                        .map(Instant::parse)
                        .orElse(Instant.EPOCH),
                meta.getDeletionTimestamp() != null,
                Objects.requireNonNullElse(meta.getLabels(), Map.of()),
                Objects.requireNonNullElse(meta.getAnnotations(), Map.of()),
                Objects.requireNonNullElse(meta.getFinalizers(), List.of()),
                body.path("spec"),
                body.path("status"));
    }

    /** An object of which only this is known. */
    static JobView named(ObjectRef ref, String uid) {
        JsonNode nothing = MissingNode.getInstance();
        return new JobView(ref, uid, "", 0, Instant.EPOCH, false, Map.of(), Map.of(), List.of(), nothing, nothing);
    }

    /** {@code status.phase}; empty before the engine wrote one. */
    public String phase() {
        return status.path("phase").asText();
    }

    /** Whether the run has ended for good. */
    public boolean terminal() {
        return phase().equals(JobPhase.SUCCEEDED.wire()) || phase().equals(JobPhase.FAILED.wire());
    }

    /** The condition of that type, a missing node if there is none. */
    public JsonNode condition(String type) {
        JsonNode found = status.path("conditions").path(-1);
        for (JsonNode condition : status.path("conditions")) {
            if (type.equals(condition.path("type").asText())) {
                found = condition;
            }
        }
        return found;
    }

    /** The text at a JSON pointer in the spec; empty if it is missing or blank. */
    public Optional<String> specText(String pointer) {
        String text = spec.at(pointer).asText();
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }
}
