package dev.holdfast.backup.testkit.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/** Kubernetes objects as JSON. Pure functions. */
final class Trees {

    private static final String NOISE = "/metadata/(managedFields|resourceVersion|generation).*";
    private static final int LONGEST = 200;

    private Trees() {}

    static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    static String uid(JsonNode object) {
        return object.at("/metadata/uid").asText();
    }

    static String title(JsonNode object) {
        return object.path("kind").asText() + " " + name(object);
    }

    static String phase(JsonNode object) {
        return object.at("/status/phase").asText();
    }

    static JsonNode condition(JsonNode object, String type) {
        return StreamSupport.stream(object.at("/status/conditions").spliterator(), false)
                .filter(c -> c.path("type").asText().equals(type))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    /** Reason of the condition {@code Ready}. */
    static String reason(JsonNode object) {
        return condition(object, "Ready").path("reason").asText();
    }

    static boolean isTrue(JsonNode object, String type) {
        return condition(object, type).path("status").asText().equals("True");
    }

    static String label(JsonNode object, String key) {
        return object.at("/metadata/labels").path(key).asText();
    }

    static String annotation(JsonNode object, String key) {
        return object.at("/metadata/annotations").path(key).asText();
    }

    /** What differs, a line for each leaf. */
    static List<String> diff(JsonNode before, JsonNode after) {
        Map<String, String> was = leaves(before);
        Map<String, String> is = leaves(after);
        TreeSet<String> paths = new TreeSet<>(was.keySet());
        paths.addAll(is.keySet());
        List<String> lines = new ArrayList<>();
        for (String path : paths) {
            String old = was.getOrDefault(path, "");
            String now = is.getOrDefault(path, "");
            if (!old.equals(now) && !path.matches(NOISE)) {
                lines.add(path + ": " + (old.isEmpty() ? "" : old + " -> ") + (now.isEmpty() ? "(gone)" : now));
            }
        }
        return lines;
    }

    private static Map<String, String> leaves(JsonNode tree) {
        Map<String, String> leaves = new TreeMap<>();
        collect("", tree, leaves);
        return leaves;
    }

    private static void collect(String path, JsonNode node, Map<String, String> into) {
        if (node instanceof ObjectNode object && !object.isEmpty()) {
            object.properties().forEach(e -> collect(path + "/" + e.getKey(), e.getValue(), into));
        } else if (node.isArray() && !node.isEmpty()) {
            for (int i = 0; i < node.size(); i++) {
                collect(path + "/" + i, node.get(i), into);
            }
        } else {
            String text = node.isTextual() ? node.asText() : node.toString();
            into.put(path, text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
        }
    }
}
