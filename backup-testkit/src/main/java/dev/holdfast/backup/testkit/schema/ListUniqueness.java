package dev.holdfast.backup.testkit.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reports the second occurrence of an item in lists of type set and map. For one object; not thread safe. */
final class ListUniqueness {

    private final List<FieldError> errors = new ArrayList<>();

    List<FieldError> validate(JsonNode value, SchemaNode schema, Optional<JsonNode> old) {
        walk(value, schema, old, "");
        return errors;
    }

    private void walk(JsonNode value, SchemaNode schema, Optional<JsonNode> old, String path) {
        if (old.filter(value::equals).isPresent()) {
            return;
        }
        if (value.isObject()) {
            value.properties().forEach(entry -> schema.member(entry.getKey())
                    .ifPresent(member -> walk(
                            entry.getValue(),
                            member,
                            OldItems.member(schema, old, entry.getKey()),
                            Paths.member(path, schema, entry.getKey()))));
        } else if (value.isArray()) {
            if (schema.listSet() || schema.listMap()) {
                checkUnique(value, schema, path);
            }
            OldItems oldItems = OldItems.of(schema, old);
            schema.items().ifPresent(items -> {
                for (int i = 0; i < value.size(); i++) {
                    walk(value.get(i), items, oldItems.get(value.get(i)), path + "[" + i + "]");
                }
            });
        }
    }

    private void checkUnique(JsonNode list, SchemaNode schema, String path) {
        Map<Object, Integer> seen = new HashMap<>();
        for (int i = 0; i < list.size(); i++) {
            Object identity = schema.listSet() ? list.get(i) : OldItems.keyOf(list.get(i), schema.listMapKeys());
            if (seen.merge(identity, 1, Integer::sum) == 2) {
                String shown = schema.listSet()
                        ? list.get(i).toString()
                        : new ObjectMapper().valueToTree(identity).toString();
                errors.add(FieldError.of(FieldError.Reason.DUPLICATE, path + "[" + i + "]", shown));
            }
        }
    }
}
