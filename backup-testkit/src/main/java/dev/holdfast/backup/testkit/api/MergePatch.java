package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON Merge Patch (RFC 7386). */
final class MergePatch {

    private MergePatch() {}

    static ObjectNode apply(ObjectNode target, ObjectNode patch) {
        ObjectNode result = target.deepCopy();
        patch.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            if (value.isNull()) {
                result.remove(entry.getKey());
            } else if (value instanceof ObjectNode inner) {
                ObjectNode base = result.get(entry.getKey()) instanceof ObjectNode found ? found : Json.object();
                result.set(entry.getKey(), apply(base, inner));
            } else {
                result.set(entry.getKey(), value.deepCopy());
            }
        });
        return result;
    }
}
