package dev.holdfast.backup.testkit.api;

import static dev.holdfast.backup.testkit.api.ResourceType.Trait.CUSTOM;
import static dev.holdfast.backup.testkit.api.ResourceType.Trait.GENERATION;
import static dev.holdfast.backup.testkit.api.ResourceType.Trait.NAMESPACED;
import static dev.holdfast.backup.testkit.api.ResourceType.Trait.STATUS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.testkit.api.ResourceType.Trait;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/** Which kinds are served right now. Safe for use by many threads. */
final class ResourceRegistry {

    private final Map<String, ResourceType> types = new ConcurrentSkipListMap<>();

    ResourceRegistry() {
        BuiltInTypes.all().forEach(this::add);
    }

    Optional<ResourceType> find(String group, String version, String plural) {
        return Optional.ofNullable(types.get(key(group, version, plural)));
    }

    Optional<ResourceType> findKind(String apiVersion, String kind) {
        return types.values().stream()
                .filter(type -> type.kind().equals(kind) && type.apiVersion().equals(apiVersion))
                .findFirst();
    }

    List<ResourceType> all() {
        return List.copyOf(types.values());
    }

    /** Serves what the definition describes, and nothing of it that was served before. */
    void define(ObjectNode definition) {
        undefine(definition);
        for (JsonNode version : Json.at(definition, "spec", "versions")) {
            if (version.path("served").asBoolean()) {
                add(typeOf(definition, version));
            }
        }
    }

    void undefine(ObjectNode definition) {
        String group = Json.text(definition, "spec", "group");
        String plural = Json.text(definition, "spec", "names", "plural");
        types.values()
                .removeIf(type -> type.is(CUSTOM)
                        && type.group().equals(group)
                        && type.plural().equals(plural));
    }

    private void add(ResourceType type) {
        types.put(key(type.group(), type.version(), type.plural()), type);
    }

    private static ResourceType typeOf(ObjectNode definition, JsonNode version) {
        JsonNode names = Json.at(definition, "spec", "names");
        Set<Trait> traits = EnumSet.of(CUSTOM, GENERATION);
        if (Json.text(definition, "spec", "scope").equals("Namespaced")) {
            traits.add(NAMESPACED);
        }
        if (Json.at(version, "subresources", "status").isObject()) {
            traits.add(STATUS);
        }
        List<String> selectable = new ArrayList<>();
        version.path("selectableFields")
                .forEach(field -> selectable.add(field.path("jsonPath").asText().substring(1)));
        Optional<ObjectNode> schema = Json.at(version, "schema", "openAPIV3Schema") instanceof ObjectNode found
                ? Optional.of(found)
                : Optional.empty();
        return new ResourceType(
                Json.text(definition, "spec", "group"),
                Json.text(version, "name"),
                Json.text(names, "plural"),
                Json.text(names, "kind"),
                traits,
                Json.strings(names.path("shortNames")),
                selectable,
                schema);
    }

    private static String key(String group, String version, String plural) {
        return group + "/" + version + "/" + plural;
    }
}
