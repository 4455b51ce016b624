package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Strategic merge patch for built-in kinds. {@code $setElementOrder} is accepted but does not reorder. */
final class StrategicMerge {

    private static final String DIRECTIVE = "$patch";
    private static final String RETAIN = "$retainKeys";
    private static final String DELETE_VALUES = "$deleteFromPrimitiveList/";

    private StrategicMerge() {}

    static ObjectNode apply(ObjectNode target, ObjectNode patch, SchemaCursor cursor) {
        String directive = Json.text(patch, DIRECTIVE);
        if (!directive.isEmpty()) {
            return directive.equals("replace") ? Json.without(patch, DIRECTIVE) : Json.object();
        }
        ObjectNode result = target.deepCopy();
        if (patch.has(RETAIN)) {
            result.retain(Json.strings(patch.path(RETAIN)));
        }
        patch.properties().forEach(entry -> applyField(result, entry.getKey(), entry.getValue(), cursor));
        return result;
    }

    private static void applyField(ObjectNode result, String name, JsonNode value, SchemaCursor cursor) {
        if (name.startsWith(DELETE_VALUES)) {
            removeValues(result.path(name.substring(DELETE_VALUES.length())), value);
        } else if (name.startsWith("$")) {
            return;
        } else if (value.isNull()) {
            result.remove(name);
        } else if (value instanceof ObjectNode inner) {
            ObjectNode base = result.get(name) instanceof ObjectNode found ? found : Json.object();
            boolean deleted = Json.text(inner, DIRECTIVE).equals("delete");
            ObjectNode merged = apply(base, inner, cursor.child(name));
            if (deleted) {
                result.remove(name);
            } else {
                result.set(name, merged);
            }
        } else if (value instanceof ArrayNode list && result.get(name) instanceof ArrayNode base) {
            result.set(name, mergeList(base, list, cursor.child(name)));
        } else {
            result.set(name, value instanceof ArrayNode list ? withoutDirectives(list) : value.deepCopy());
        }
    }

    private static ArrayNode mergeList(ArrayNode target, ArrayNode patch, SchemaCursor cursor) {
        ListShape shape = cursor.listShape();
        boolean replaced =
                patch.valueStream().anyMatch(item -> Json.text(item, DIRECTIVE).equals("replace"));
        if (shape instanceof ListShape.Atomic || replaced) {
            return withoutDirectives(patch);
        }
        ArrayNode result = target.deepCopy();
        for (JsonNode item : patch) {
            int at = indexOf(result, shape, item);
            if (Json.text(item, DIRECTIVE).equals("delete")) {
                if (at >= 0) {
                    result.remove(at);
                }
            } else if (at < 0) {
                result.add(item.deepCopy());
            } else if (item instanceof ObjectNode object && result.get(at) instanceof ObjectNode base) {
                result.set(at, apply(base, object, cursor.item()));
            }
        }
        return result;
    }

    private static ArrayNode withoutDirectives(ArrayNode list) {
        ArrayNode out = Json.array();
        for (JsonNode item : list) {
            if (!item.has(DIRECTIVE)) {
                out.add(item.deepCopy());
            } else if (item instanceof ObjectNode object && item.size() > 1) {
                out.add(Json.without(object, DIRECTIVE));
            }
        }
        return out;
    }

    /** The first key alone identifies an item here, unlike in server-side apply. */
    private static int indexOf(ArrayNode list, ListShape shape, JsonNode wanted) {
        List<String> keys =
                shape instanceof ListShape.Keyed keyed ? keyed.keys().subList(0, 1) : List.of();
        for (int i = 0; i < list.size(); i++) {
            JsonNode item = list.get(i);
            boolean same = keys.isEmpty()
                    ? item.equals(wanted)
                    : keys.stream().allMatch(key -> item.path(key).equals(wanted.path(key)));
            if (same) {
                return i;
            }
        }
        return -1;
    }

    private static void removeValues(JsonNode list, JsonNode unwanted) {
        if (list instanceof ArrayNode values) {
            values.removeIf(value -> unwanted.valueStream().anyMatch(value::equals));
        }
    }
}
