package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON Patch (RFC 6902). */
final class JsonPatch {

    private JsonPatch() {}

    static ObjectNode apply(ObjectNode target, JsonNode operations) {
        if (!operations.isArray()) {
            throw ApiFailure.badRequest("a JSON patch must be a list of operations");
        }
        ObjectNode result = target.deepCopy();
        for (JsonNode operation : operations) {
            applyOne(result, operation);
        }
        return result;
    }

    private static void applyOne(ObjectNode root, JsonNode operation) {
        JsonPointer path = pointer(operation, "path");
        switch (Json.text(operation, "op")) {
            case "add" -> add(root, path, operation.path("value").deepCopy());
            case "remove" -> remove(root, path);
            case "replace" -> {
                existing(root, path);
                remove(root, path);
                add(root, path, operation.path("value").deepCopy());
            }
            case "move" -> {
                JsonPointer from = pointer(operation, "from");
                JsonNode moved = existing(root, from).deepCopy();
                remove(root, from);
                add(root, path, moved);
            }
            case "copy" ->
                add(root, path, existing(root, pointer(operation, "from")).deepCopy());
            case "test" -> test(root, path, operation.path("value"));
            default -> throw ApiFailure.badRequest("unknown JSON patch operation: " + Json.text(operation, "op"));
        }
    }

    private static void test(ObjectNode root, JsonPointer path, JsonNode wanted) {
        JsonNode found = root.at(path);
        boolean bothAbsent = found.isMissingNode() && (wanted.isMissingNode() || wanted.isNull());
        if (!bothAbsent && !found.equals(wanted)) {
            throw failed("testing path " + path + " failed");
        }
    }

    private static void add(ObjectNode root, JsonPointer path, JsonNode value) {
        JsonNode parent = root.at(path.head());
        String last = path.last().getMatchingProperty();
        if (parent instanceof ObjectNode object) {
            object.set(last, value);
        } else if (parent instanceof ArrayNode list) {
            int index = last.equals("-") ? list.size() : index(path, list.size());
            list.insert(index, value);
        } else {
            throw failed("add operation does not apply: doc is missing path: " + path);
        }
    }

    private static void remove(ObjectNode root, JsonPointer path) {
        existing(root, path);
        JsonNode parent = root.at(path.head());
        if (parent instanceof ObjectNode object) {
            object.remove(path.last().getMatchingProperty());
        } else if (parent instanceof ArrayNode list) {
            list.remove(index(path, list.size() - 1));
        }
    }

    private static JsonNode existing(ObjectNode root, JsonPointer path) {
        JsonNode found = root.at(path);
        if (found.isMissingNode()) {
            throw failed("operation does not apply: doc is missing path: " + path + ": missing value");
        }
        return found;
    }

    private static int index(JsonPointer path, int largest) {
        int index = path.last().getMatchingIndex();
        if (index < 0 || index > largest) {
            throw failed("operation does not apply: index out of bounds: " + path);
        }
        return index;
    }

    private static JsonPointer pointer(JsonNode operation, String field) {
        try {
            JsonPointer pointer = JsonPointer.compile(Json.text(operation, field));
            if (!pointer.matches()) {
                return pointer;
            }
        } catch (IllegalArgumentException e) {
            throw ApiFailure.badRequest("bad JSON pointer in " + field + ": " + e.getMessage());
        }
        throw failed("operation does not apply to the whole document");
    }

    private static ApiFailure failed(String message) {
        return ApiFailure.of(
                422, "Invalid", "the server rejected our request due to an error in our request: " + message);
    }
}
