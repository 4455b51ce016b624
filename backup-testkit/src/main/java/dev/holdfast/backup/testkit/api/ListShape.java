package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.TreeMap;

/** How the items of a list are told apart when two states of it are merged. */
sealed interface ListShape {

    /** The list is one value. */
    record Atomic() implements ListShape {}

    /** Scalars, each at most once. */
    record Distinct() implements ListShape {}

    /** Objects identified by some of their fields. */
    record Keyed(List<String> keys) implements ListShape {

        /** The identity of an item as field ownership writes it: {@code {"name":"x"}}. */
        String identity(JsonNode item) {
            TreeMap<String, JsonNode> parts = new TreeMap<>();
            for (String key : keys) {
                JsonNode value = item.path(key);
                if (!value.isMissingNode()) {
                    parts.put(key, value);
                } else if (key.equals("protocol")) {
                    parts.put(key, DEFAULT_PROTOCOL);
                }
            }
            ObjectNode identity = Json.object();
            parts.forEach(identity::set);
            return identity.toString();
        }
    }

    /** What an absent protocol of a port means. */
    JsonNode DEFAULT_PROTOCOL = Json.object().textNode("TCP");
}
