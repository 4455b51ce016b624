package dev.holdfast.backup.testkit.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Removes what a schema does not name and remembers where it was. For one object; not thread safe. */
final class Pruning {

    private static final Set<String> RESOURCE_FIELDS = Set.of("apiVersion", "kind", "metadata");

    private final List<String> unknown = new ArrayList<>();

    /** Prunes the object in place; the members every resource has are left to the API server's own checks. */
    List<String> prune(ObjectNode object, SchemaNode schema) {
        pruneObject(object, Optional.of(schema), "", true);
        return unknown.stream().sorted().toList();
    }

    private void pruneValue(JsonNode value, Optional<SchemaNode> schema, String path) {
        if (value instanceof ObjectNode object) {
            pruneObject(
                    object,
                    schema,
                    path,
                    schema.filter(SchemaNode::embeddedResource).isPresent());
        } else if (value instanceof ArrayNode array) {
            Optional<SchemaNode> items = schema.flatMap(SchemaNode::items);
            boolean keep = schema.filter(SchemaNode::preservesUnknownFields).isPresent();
            for (int i = 0; i < array.size(); i++) {
                if (items.isPresent() || !keep) {
                    pruneValue(array.get(i), items, path + "[" + i + "]");
                }
            }
        }
    }

    private void pruneObject(ObjectNode object, Optional<SchemaNode> schema, String path, boolean resource) {
        boolean keep = schema.filter(SchemaNode::preservesUnknownFields).isPresent();
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            if (resource && RESOURCE_FIELDS.contains(name)) {
                continue;
            }
            String here = path.isEmpty() ? name : path + "." + name;
            Optional<SchemaNode> member = schema.flatMap(node -> node.member(name));
            boolean accepted = member.isPresent()
                    || schema.filter(SchemaNode::allowsAnyMember).isPresent();
            if (accepted && (member.isPresent() || !keep)) {
                pruneValue(object.path(name), member, here);
            } else if (!accepted && !keep) {
                unknown.add(here);
                object.remove(name);
            }
        }
    }
}
