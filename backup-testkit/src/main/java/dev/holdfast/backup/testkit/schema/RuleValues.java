package dev.holdfast.backup.testkit.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns JSON into what a rule calls {@code self}. */
final class RuleValues {

    private static final Set<String> RESERVED = Set.of(
            "true",
            "false",
            "null",
            "in",
            "as",
            "break",
            "const",
            "continue",
            "else",
            "for",
            "function",
            "if",
            "import",
            "let",
            "loop",
            "package",
            "namespace",
            "return",
            "var",
            "void",
            "while");
    private static final Set<String> METADATA = Set.of("name", "generateName");

    private RuleValues() {}

    /** The whole resource: of its metadata, rules see the name only. */
    static Object resource(JsonNode object, SchemaNode schema) {
        Map<String, Object> value = new LinkedHashMap<>();
        object.properties().forEach(entry -> {
            if (entry.getKey().equals("metadata")) {
                Map<String, Object> metadata = new LinkedHashMap<>();
                METADATA.stream()
                        .filter(entry.getValue()::has)
                        .forEach(name ->
                                metadata.put(name, entry.getValue().get(name).asText()));
                value.put("metadata", metadata);
            } else {
                value.put(escape(entry.getKey()), of(entry.getValue(), schema.member(entry.getKey())));
            }
        });
        return value;
    }

    static Object of(JsonNode value, Optional<SchemaNode> schema) {
        return switch (value.getNodeType()) {
            case OBJECT, POJO -> map(value, schema);
            case ARRAY -> list(value, schema);
            case BOOLEAN -> value.booleanValue();
            case NUMBER -> number(value, schema);
            case STRING, BINARY ->
                text(value.asText(), schema.map(SchemaNode::format).orElse(""));
            case NULL, MISSING -> NullValue.NULL_VALUE;
            default -> throw new IllegalStateException("Unknown JSON type " + value.getNodeType());
        };
    }

    /** A property name as rules must spell it: CEL keeps some words for itself and knows no dots or dashes in names. */
    static String escape(String name) {
        if (RESERVED.contains(name)) {
            return "__" + name + "__";
        }
        return name.replace("__", "__underscores__")
                .replace(".", "__dot__")
                .replace("-", "__dash__")
                .replace("/", "__slash__");
    }

    private static Object map(JsonNode object, Optional<SchemaNode> schema) {
        if (schema.filter(SchemaNode::embeddedResource).isPresent()) {
            return resource(object, schema.orElseThrow());
        }
        Map<String, Object> value = new LinkedHashMap<>();
        object.properties().forEach(entry -> {
            boolean property =
                    schema.filter(node -> node.isProperty(entry.getKey())).isPresent();
            value.put(
                    property ? escape(entry.getKey()) : entry.getKey(),
                    of(entry.getValue(), schema.flatMap(node -> node.member(entry.getKey()))));
        });
        return value;
    }

    private static List<Object> list(JsonNode array, Optional<SchemaNode> schema) {
        List<Object> value = new ArrayList<>();
        array.forEach(item -> value.add(of(item, schema.flatMap(SchemaNode::items))));
        return value;
    }

    private static Object number(JsonNode number, Optional<SchemaNode> schema) {
        boolean real = schema.filter(node -> node.type().equals("number")).isPresent();
        if (real || !StructuralValidation.typeOf(number).equals("integer")) {
            return number.doubleValue();
        }
        return number.longValue();
    }

    private static Object text(String text, String format) {
        try {
            return switch (format) {
                case "date-time" -> OffsetDateTime.parse(text).toInstant();
                case "byte" -> CelByteString.of(Base64.getDecoder().decode(text));
                default -> text;
            };
        } catch (DateTimeException | IllegalArgumentException e) {
            return text; // Structural validation has already judged the format.
        }
    }
}
