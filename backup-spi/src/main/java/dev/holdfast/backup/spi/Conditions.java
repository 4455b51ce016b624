package dev.holdfast.backup.spi;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Optional;

/** Reads {@code status.conditions} of any object. */
public final class Conditions {

    /**
     * One condition; texts are empty where the object leaves them out.
     *
     * @param type such as {@code Ready}
     * @param status {@code True}, {@code False} or {@code Unknown}
     * @param reason CamelCase
     * @param message for people
     */
    public record Condition(String type, String status, String reason, String message) {

        /** Whether the status is {@code True}. */
        public boolean isTrue() {
            return status.equals("True");
        }
    }

    private Conditions() {}

    /** The condition of that type, the last one if an object wrongly carries several. */
    public static Optional<Condition> find(GenericKubernetesResource object, String type) {
        JsonNode conditions = Serialization.jsonMapper()
                .<JsonNode>valueToTree(object.getAdditionalProperties().get("status"))
                .path("conditions");
        Condition found = null;
        for (JsonNode c : conditions) {
            if (type.equals(c.path("type").asText())) {
                found = new Condition(
                        type,
                        c.path("status").asText(),
                        c.path("reason").asText(),
                        c.path("message").asText());
            }
        }
        return Optional.ofNullable(found);
    }

    /** Whether the condition of that type is there and {@code True}. */
    public static boolean isTrue(GenericKubernetesResource object, String type) {
        return find(object, type).filter(Condition::isTrue).isPresent();
    }
}
