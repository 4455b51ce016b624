package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.holdfast.backup.testkit.api.ListShape.Atomic;
import dev.holdfast.backup.testkit.api.ListShape.Distinct;
import dev.holdfast.backup.testkit.api.ListShape.Keyed;
import dev.holdfast.backup.testkit.api.ResourceType.Trait;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A place in an object and what is known about it: from the schema for custom resources, from a table of field names for
 * built-in kinds and for metadata.
 */
record SchemaCursor(boolean custom, JsonNode schema, String parent, String field) {

    private static final Map<String, List<String>> KEYED = Map.ofEntries(
            Map.entry("containers", List.of("name")),
            Map.entry("initContainers", List.of("name")),
            Map.entry("ephemeralContainers", List.of("name")),
            Map.entry("env", List.of("name")),
            Map.entry("volumes", List.of("name")),
            Map.entry("volumeMounts", List.of("mountPath")),
            Map.entry("volumeDevices", List.of("devicePath")),
            Map.entry("conditions", List.of("type")),
            Map.entry("ownerReferences", List.of("uid")),
            Map.entry("imagePullSecrets", List.of("name")),
            Map.entry("hostAliases", List.of("ip")),
            Map.entry("secrets", List.of("name")),
            Map.entry("topologySpreadConstraints", List.of("topologyKey", "whenUnsatisfiable")),
            Map.entry("resourceClaims", List.of("name")));

    private static final Set<String> ATOMIC_MAPS = Set.of(
            "selector",
            "labelSelector",
            "nodeSelector",
            "secretKeyRef",
            "configMapKeyRef",
            "fieldRef",
            "resourceFieldRef",
            "claimRef",
            "involvedObject",
            "roleRef");

    static SchemaCursor root(ResourceType type) {
        return new SchemaCursor(
                type.is(Trait.CUSTOM),
                type.schema().map(found -> (JsonNode) found).orElse(MissingNode.getInstance()),
                "",
                "");
    }

    SchemaCursor child(String name) {
        boolean isRoot = field.isEmpty();
        if (!custom || isRoot && name.equals("metadata")) {
            return new SchemaCursor(false, MissingNode.getInstance(), field, name);
        }
        JsonNode known = Json.at(schema, "properties", name);
        return new SchemaCursor(true, known.isMissingNode() ? schema.path("additionalProperties") : known, field, name);
    }

    /** The place of one item of the list at this place. */
    SchemaCursor item() {
        return new SchemaCursor(custom, schema.path("items"), parent, field);
    }

    ListShape listShape() {
        if (custom) {
            return switch (Json.text(schema, "x-kubernetes-list-type")) {
                case "map" -> new Keyed(Json.strings(schema.path("x-kubernetes-list-map-keys")));
                case "set" -> new Distinct();
                default -> new Atomic();
            };
        }
        if (field.equals("finalizers")) {
            return new Distinct();
        }
        if (field.equals("ports")) {
            return new Keyed(List.of(parent.equals("spec") ? "port" : "containerPort", "protocol"));
        }
        return KEYED.containsKey(field) ? new Keyed(KEYED.getOrDefault(field, List.of())) : new Atomic();
    }

    boolean isAtomicMap() {
        return custom
                ? Json.text(schema, "x-kubernetes-map-type").equals("atomic")
                : ATOMIC_MAPS.contains(field) && !parent.isEmpty();
    }
}
