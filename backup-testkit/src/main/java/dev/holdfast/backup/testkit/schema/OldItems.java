package dev.holdfast.backup.testkit.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the former self of a part of an object: by name in a map, by keys in a list of type map, nowhere else. */
final class OldItems {

    private final Map<Map<String, JsonNode>, JsonNode> byKey = new LinkedHashMap<>();
    private final List<String> keys;

    private OldItems(List<String> keys) {
        this.keys = keys;
    }

    static OldItems of(SchemaNode schema, Optional<JsonNode> oldList) {
        OldItems items = new OldItems(schema.listMapKeys());
        if (schema.listMap()) {
            oldList.filter(JsonNode::isArray).ifPresent(list -> list.forEach(items::add));
        }
        return items;
    }

    static Optional<JsonNode> member(SchemaNode schema, Optional<JsonNode> old, String name) {
        return schema.atomicMap() ? Optional.empty() : old.flatMap(value -> Optional.ofNullable(value.get(name)));
    }

    Optional<JsonNode> get(JsonNode item) {
        return Optional.ofNullable(byKey.get(keyOf(item, keys)));
    }

    static Map<String, JsonNode> keyOf(JsonNode item, List<String> keys) {
        Map<String, JsonNode> key = new LinkedHashMap<>();
        for (String name : keys) {
            if (item.has(name)) {
                key.put(name, item.get(name));
            }
        }
        return key;
    }

    private void add(JsonNode item) {
        byKey.putIfAbsent(keyOf(item, keys), item);
    }
}
