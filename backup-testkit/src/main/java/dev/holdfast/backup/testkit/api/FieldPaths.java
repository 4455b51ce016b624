package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.testkit.api.ResourceType.Trait;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The ownable fields of an object. A path is a list of steps as managed fields write them: {@code f:name} for a field,
 * {@code k:{...}} for an item of a keyed list, {@code v:...} for a member of a set.
 */
final class FieldPaths {

    private static final Set<String> SERVER_OWNED = Set.of(
            "name",
            "namespace",
            "uid",
            "resourceVersion",
            "creationTimestamp",
            "generation",
            "managedFields",
            "selfLink",
            "deletionTimestamp",
            "deletionGracePeriodSeconds");

    private FieldPaths() {}

    /** Every ownable path below this endpoint and the value there. */
    static Map<List<String>, JsonNode> leaves(ResourceType type, String subresource, ObjectNode object) {
        Map<List<String>, JsonNode> out = new LinkedHashMap<>();
        SchemaCursor root = SchemaCursor.root(type);
        object.properties().forEach(entry -> {
            String name = entry.getKey();
            boolean status = name.equals("status");
            boolean elsewhere = subresource.equals("status")
                    ? !status && !(name.equals("metadata") && !type.is(Trait.CUSTOM))
                    : status && type.is(Trait.STATUS);
            if (name.equals("apiVersion") || name.equals("kind") || elsewhere) {
                return;
            }
            JsonNode value = entry.getValue();
            if (name.equals("metadata") && value instanceof ObjectNode meta) {
                value = Json.without(meta, SERVER_OWNED.toArray(String[]::new));
                if (value.isEmpty()) {
                    return;
                }
            }
            collect(value, root.child(name), List.of("f:" + name), out);
        });
        return out;
    }

    private static void collect(
            JsonNode node, SchemaCursor cursor, List<String> path, Map<List<String>, JsonNode> out) {
        if (node instanceof ObjectNode object && !object.isEmpty() && !cursor.isAtomicMap()) {
            object.properties()
                    .forEach(entry -> collect(
                            entry.getValue(), cursor.child(entry.getKey()), plus(path, "f:" + entry.getKey()), out));
        } else if (node instanceof ArrayNode list && cursor.listShape() instanceof ListShape.Keyed keyed) {
            for (JsonNode item : list) {
                List<String> itemPath = plus(path, "k:" + keyed.identity(item));
                out.put(itemPath, Json.object());
                item.properties()
                        .forEach(entry -> collect(
                                entry.getValue(),
                                cursor.item().child(entry.getKey()),
                                plus(itemPath, "f:" + entry.getKey()),
                                out));
            }
        } else if (node instanceof ArrayNode list && cursor.listShape() instanceof ListShape.Distinct) {
            list.forEach(item -> out.put(plus(path, "v:" + item), item));
        } else {
            out.put(path, node);
        }
    }

    /** Paths that are new or have another value. */
    static Set<List<String>> changed(Map<List<String>, JsonNode> before, Map<List<String>, JsonNode> after) {
        Set<List<String>> out = new LinkedHashSet<>();
        after.forEach((path, value) -> {
            if (!value.equals(before.get(path))) {
                out.add(path);
            }
        });
        return out;
    }

    /** Paths as a {@code fieldsV1} tree. */
    static ObjectNode encode(Set<List<String>> paths) {
        ObjectNode root = Json.object();
        for (List<String> path : paths) {
            ObjectNode node = root;
            for (String step : path) {
                node = Json.child(node, step);
            }
            node.putObject(".");
        }
        dropLoneMarks(root);
        return root;
    }

    private static void dropLoneMarks(ObjectNode node) {
        if (node.size() == 1 && node.has(".")) {
            node.removeAll();
        }
        node.forEach(child -> dropLoneMarks((ObjectNode) child));
    }

    static Set<List<String>> decode(JsonNode fields) {
        Set<List<String>> out = new LinkedHashSet<>();
        decode(fields, List.of(), out);
        return out;
    }

    private static void decode(JsonNode node, List<String> path, Set<List<String>> out) {
        node.properties().forEach(entry -> {
            if (entry.getKey().equals(".")) {
                out.add(path);
            } else {
                List<String> deeper = plus(path, entry.getKey());
                if (entry.getValue().isEmpty()) {
                    out.add(deeper);
                }
                decode(entry.getValue(), deeper, out);
            }
        });
    }

    /** A path the way conflict messages show it: {@code .spec.list[name="x"].image}. */
    static String shown(List<String> path) {
        StringBuilder out = new StringBuilder();
        for (String step : path) {
            String rest = step.substring(2);
            if (step.startsWith("f:")) {
                out.append('.').append(rest);
            } else if (step.startsWith("v:")) {
                out.append("[=").append(rest).append(']');
            } else {
                out.append('[')
                        .append(rest.substring(1, rest.length() - 1).replaceAll("\"([^\"]+)\":", "$1="))
                        .append(']');
            }
        }
        return out.toString();
    }

    static boolean startsWith(List<String> path, List<String> prefix) {
        return path.size() >= prefix.size() && path.subList(0, prefix.size()).equals(prefix);
    }

    private static List<String> plus(List<String> path, String step) {
        List<String> out = new ArrayList<>(path);
        out.add(step);
        return List.copyOf(out);
    }
}
