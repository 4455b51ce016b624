package dev.holdfast.backup.testkit.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fills in defaults; a null where none is allowed counts as absent. */
final class Defaulting {

    private Defaulting() {}

    /** Removes nulls that are neither allowed nor have a default. */
    static void dropNulls(JsonNode value, Optional<SchemaNode> schema) {
        if (value instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                Optional<SchemaNode> member = schema.flatMap(node -> node.member(name));
                if (member.filter(node -> forbiddenNull(object.path(name), node)
                                && node.defaultValue().isEmpty())
                        .isPresent()) {
                    object.remove(name);
                } else {
                    dropNulls(object.path(name), member);
                }
            }
        } else if (value instanceof ArrayNode array) {
            Optional<SchemaNode> items = schema.flatMap(SchemaNode::items);
            array.forEach(item -> dropNulls(item, items));
        }
    }

    /** Sets the defaults of absent members, then those inside of what is there. */
    static void fill(JsonNode value, SchemaNode schema) {
        if (value instanceof ObjectNode object) {
            schema.properties().forEach((name, node) -> node.defaultValue()
                    .filter(given -> !object.has(name) || forbiddenNull(object.path(name), node))
                    .ifPresent(given -> object.set(name, given.deepCopy())));
            for (String name : names(object)) {
                schema.member(name).ifPresent(node -> {
                    if (forbiddenNull(object.path(name), node)) {
                        node.defaultValue().ifPresent(given -> object.set(name, given.deepCopy()));
                    }
                    fill(object.path(name), node);
                });
            }
        } else if (value instanceof ArrayNode array && schema.items().isPresent()) {
            SchemaNode items = schema.items().orElseThrow();
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                if (forbiddenNull(array.get(i), items)) {
                    items.defaultValue().ifPresent(given -> array.set(index, given.deepCopy()));
                }
                fill(array.get(i), items);
            }
        }
    }

    private static List<String> names(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static boolean forbiddenNull(JsonNode value, SchemaNode schema) {
        return value.isNull() && !schema.nullable();
    }
}
