package dev.holdfast.backup.testkit.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One parsed node of a structural schema, with its compiled parts cached. Immutable to the outside. */
final class SchemaNode {

    private final JsonNode source;
    private final Map<String, SchemaNode> properties;
    private final Optional<SchemaNode> additionalProperties;
    private final Optional<SchemaNode> items;
    private final ValueRules values;
    private final List<CelRule> rules;
    private final List<String> listMapKeys;

    private SchemaNode(JsonNode source) {
        this.source = source;
        this.properties = new LinkedHashMap<>();
        source.path("properties").properties().forEach(entry -> properties.put(entry.getKey(), of(entry.getValue())));
        this.additionalProperties = child("additionalProperties");
        this.items = child("items");
        this.values = new ValueRules(source);
        this.rules = CelRule.listOf(source.path("x-kubernetes-validations"));
        this.listMapKeys = strings("x-kubernetes-list-map-keys");
    }

    static SchemaNode of(JsonNode source) {
        return new SchemaNode(source);
    }

    Map<String, SchemaNode> properties() {
        return properties;
    }

    /** The schema of a member: its property, else the one for all other members. */
    Optional<SchemaNode> member(String name) {
        return Optional.ofNullable(properties.get(name)).or(() -> additionalProperties);
    }

    boolean isProperty(String name) {
        return properties.containsKey(name);
    }

    /** True for {@code additionalProperties: true}, which accepts a member but prunes inside it. */
    boolean allowsAnyMember() {
        return source.path("additionalProperties").asBoolean(false);
    }

    Optional<SchemaNode> items() {
        return items;
    }

    ValueRules values() {
        return values;
    }

    List<CelRule> rules() {
        return rules;
    }

    List<SchemaNode> alternatives(String keyword) {
        return values.alternatives(keyword);
    }

    String type() {
        return source.path("type").asText("");
    }

    String format() {
        return source.path("format").asText("");
    }

    boolean intOrString() {
        return flag("x-kubernetes-int-or-string");
    }

    boolean preservesUnknownFields() {
        return flag("x-kubernetes-preserve-unknown-fields");
    }

    boolean embeddedResource() {
        return flag("x-kubernetes-embedded-resource");
    }

    boolean nullable() {
        return flag("nullable");
    }

    Optional<JsonNode> defaultValue() {
        return Optional.ofNullable(source.get("default")).filter(value -> !value.isNull());
    }

    boolean listMap() {
        return source.path("x-kubernetes-list-type").asText().equals("map");
    }

    boolean listSet() {
        return source.path("x-kubernetes-list-type").asText().equals("set");
    }

    /** Members of an atomic map have no old self. */
    boolean atomicMap() {
        return source.path("x-kubernetes-map-type").asText().equals("atomic");
    }

    List<String> listMapKeys() {
        return listMapKeys;
    }

    private boolean flag(String name) {
        return source.path(name).asBoolean(false);
    }

    private Optional<SchemaNode> child(String name) {
        return Optional.of(source.path(name)).filter(JsonNode::isObject).map(SchemaNode::of);
    }

    private List<String> strings(String name) {
        List<String> found = new ArrayList<>();
        source.path(name).forEach(value -> found.add(value.asText()));
        return List.copyOf(found);
    }
}
