package dev.holdfast.backup.spi;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;

/** Models as JSON trees. */
final class Trees {

    private Trees() {}

    static JsonNode of(Object model) {
        return Serialization.jsonMapper().valueToTree(model);
    }
}
