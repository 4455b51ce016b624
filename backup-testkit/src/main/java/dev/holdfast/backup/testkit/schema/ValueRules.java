package dev.holdfast.backup.testkit.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The value constraints of one schema node: lengths, ranges, pattern, enumeration, required members, logical junctors. */
final class ValueRules {

    private static final List<String> JUNCTORS = List.of("allOf", "anyOf", "oneOf");

    private final JsonNode source;
    private final Optional<Pattern> pattern;
    private final List<String> required = new ArrayList<>();
    private final List<JsonNode> enumeration = new ArrayList<>();
    private final Map<String, List<SchemaNode>> junctors = new LinkedHashMap<>();
    private final Optional<SchemaNode> negated;

    ValueRules(JsonNode source) {
        this.source = source;
        this.pattern = Optional.of(source.path("pattern").asText(""))
                .filter(text -> !text.isEmpty())
                .map(Pattern::compile);
        source.path("required").forEach(name -> required.add(name.asText()));
        source.path("enum").forEach(enumeration::add);
        for (String junctor : JUNCTORS) {
            List<SchemaNode> schemas = new ArrayList<>();
            source.path(junctor).forEach(schema -> schemas.add(SchemaNode.of(schema)));
            junctors.put(junctor, schemas);
        }
        this.negated =
                Optional.of(source.path("not")).filter(JsonNode::isObject).map(SchemaNode::of);
    }

    Optional<Pattern> pattern() {
        return pattern;
    }

    List<String> required() {
        return required;
    }

    List<JsonNode> enumeration() {
        return enumeration;
    }

    List<SchemaNode> alternatives(String junctor) {
        return junctors.getOrDefault(junctor, List.of());
    }

    Optional<SchemaNode> negated() {
        return negated;
    }

    OptionalLong size(String keyword) {
        JsonNode limit = source.path(keyword);
        return limit.isNumber() ? OptionalLong.of(limit.asLong()) : OptionalLong.empty();
    }

    Optional<BigDecimal> number(String keyword) {
        return Optional.of(source.path(keyword)).filter(JsonNode::isNumber).map(JsonNode::decimalValue);
    }

    boolean exclusive(String keyword) {
        return source.path(keyword).asBoolean(false);
    }
}
