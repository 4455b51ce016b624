package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Lays an applied configuration over an object, and takes single fields away. */
final class StructuredMerge {

    private StructuredMerge() {}

    static ObjectNode merge(ObjectNode live, ObjectNode config, SchemaCursor cursor) {
        ObjectNode result = live.deepCopy();
        config.properties().forEach(entry -> {
            String name = entry.getKey();
            JsonNode base = result.path(name);
            result.set(name, mergeValue(base, entry.getValue(), cursor.child(name)));
        });
        return result;
    }

    private static JsonNode mergeValue(JsonNode live, JsonNode config, SchemaCursor cursor) {
        if (config instanceof ObjectNode object && live instanceof ObjectNode base && !cursor.isAtomicMap()) {
            return merge(base, object, cursor);
        }
        if (config instanceof ArrayNode list && live instanceof ArrayNode base) {
            return mergeList(base, list, cursor);
        }
        return config.deepCopy();
    }

    private static ArrayNode mergeList(ArrayNode live, ArrayNode config, SchemaCursor cursor) {
        ListShape shape = cursor.listShape();
        if (shape instanceof ListShape.Atomic) {
            return config.deepCopy();
        }
        ArrayNode result = live.deepCopy();
        for (JsonNode item : config) {
            int at = indexOf(result, shape, step(shape, item));
            if (at < 0) {
                result.add(item.deepCopy());
            } else if (item instanceof ObjectNode object && result.get(at) instanceof ObjectNode base) {
                result.set(at, merge(base, object, cursor.item()));
            }
        }
        return result;
    }

    /** Removes what is at the path, and containers that this empties. */
    static void remove(ObjectNode object, List<String> path, SchemaCursor cursor) {
        removeAt(object, path, cursor);
    }

    private static void removeAt(JsonNode node, List<String> path, SchemaCursor cursor) {
        String step = path.get(0);
        List<String> rest = path.subList(1, path.size());
        if (node instanceof ObjectNode object && step.startsWith("f:")) {
            String name = step.substring(2);
            JsonNode child = object.path(name);
            if (!rest.isEmpty() && child.isContainerNode()) {
                removeAt(child, rest, cursor.child(name));
            }
            if (rest.isEmpty() || child.isContainerNode() && child.isEmpty()) {
                object.remove(name);
            }
        } else if (node instanceof ArrayNode list) {
            int at = indexOf(list, cursor.listShape(), step);
            if (at >= 0 && rest.isEmpty()) {
                list.remove(at);
            } else if (at >= 0) {
                removeAt(list.get(at), rest, cursor.item());
            }
        }
    }

    private static int indexOf(ArrayNode list, ListShape shape, String step) {
        for (int i = 0; i < list.size(); i++) {
            if (step(shape, list.get(i)).equals(step)) {
                return i;
            }
        }
        return -1;
    }

    private static String step(ListShape shape, JsonNode item) {
        return shape instanceof ListShape.Keyed keyed ? "k:" + keyed.identity(item) : "v:" + item;
    }
}
