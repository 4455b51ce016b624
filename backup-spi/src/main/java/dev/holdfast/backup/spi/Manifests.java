package dev.holdfast.backup.spi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;

/** Makes and reads objects of kinds for which a driver has no classes. Stateless. */
public final class Manifests {

    private Manifests() {}

    /** A new object of that name with this spec, for {@link Stage#create}. */
    public static GenericKubernetesResource of(ObjectRef ref, JsonNode spec) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", ref.kind().apiVersion()).put("kind", ref.kind().kind());
        ObjectNode metadata = object.putObject("metadata").put("name", ref.name());
        if (!ref.namespace().isEmpty()) {
            metadata.put("namespace", ref.namespace());
        }
        object.set("spec", spec.deepCopy());
        return Serialization.jsonMapper().convertValue(object, GenericKubernetesResource.class);
    }

    /** What stands at a JSON pointer, such as {@code /status/conditions}; a missing node if nothing does. */
    public static JsonNode at(GenericKubernetesResource object, String pointer) {
        return Trees.of(object).at(pointer);
    }

    /** The text, number or truth value at a JSON pointer as text; empty if there is none. */
    public static String text(GenericKubernetesResource object, String pointer) {
        return at(object, pointer).asText();
    }
}
