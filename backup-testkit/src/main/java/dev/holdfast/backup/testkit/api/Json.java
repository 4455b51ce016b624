package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reading and making JSON trees. */
final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** Parsed JSON holds small numbers as ints: made numbers must compare equal to parsed ones. */
    static JsonNode number(long value) {
        return value == (int) value ? IntNode.valueOf((int) value) : LongNode.valueOf(value);
    }

    static JsonNode parse(byte[] text) {
        try {
            return MAPPER.readTree(new String(text, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw ApiFailure.badRequest("the body is not valid JSON: " + e.getOriginalMessage());
        }
    }

    static byte[] bytes(JsonNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }

    static ObjectNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    static ObjectNode meta(ObjectNode object) {
        return child(object, "metadata");
    }

    /** The object under this field, made when it is absent or not an object. */
    static ObjectNode child(ObjectNode parent, String field) {
        return parent.get(field) instanceof ObjectNode found ? found : parent.putObject(field);
    }

    /** The text at this path, empty when there is none. */
    static String text(JsonNode node, String... path) {
        return at(node, path).asText("");
    }

    static JsonNode at(JsonNode node, String... path) {
        JsonNode here = node;
        for (String step : path) {
            here = here.path(step);
        }
        return here;
    }

    static String name(JsonNode object) {
        return text(object, "metadata", "name");
    }

    static String namespace(JsonNode object) {
        return text(object, "metadata", "namespace");
    }

    static String uid(JsonNode object) {
        return text(object, "metadata", "uid");
    }

    static String version(JsonNode object) {
        return text(object, "metadata", "resourceVersion");
    }

    static boolean isDeleting(JsonNode object) {
        return !text(object, "metadata", "deletionTimestamp").isEmpty();
    }

    static List<String> finalizers(JsonNode object) {
        return strings(at(object, "metadata", "finalizers"));
    }

    static void setFinalizers(ObjectNode object, List<String> finalizers) {
        setStrings(meta(object), "finalizers", finalizers);
    }

    static void setStrings(ObjectNode parent, String field, List<String> values) {
        parent.remove(field);
        if (!values.isEmpty()) {
            ArrayNode list = parent.putArray(field);
            values.forEach(list::add);
        }
    }

    static List<String> strings(JsonNode array) {
        List<String> out = new ArrayList<>();
        array.forEach(item -> out.add(item.asText()));
        return out;
    }

    /** Gives the field the same value in both objects, also when that means none. */
    static void copyField(JsonNode from, ObjectNode to, String field) {
        JsonNode value = from.get(field);
        if (value == null) {
            to.remove(field);
        } else {
            to.set(field, value.deepCopy());
        }
    }

    /** A copy without the given fields. */
    static ObjectNode without(ObjectNode object, String... fields) {
        ObjectNode copy = object.deepCopy();
        copy.remove(List.of(fields));
        return copy;
    }
}
