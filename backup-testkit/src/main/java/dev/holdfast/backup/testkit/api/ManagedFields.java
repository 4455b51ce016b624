package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The records of field ownership in {@code metadata.managedFields}. */
final class ManagedFields {

    private ManagedFields() {}

    /** Ownership after a write other than apply: the writer takes what it changed. */
    static Ownership byUpdate(ResourceType type, String manager, String subresource, Instant now) {
        FieldOwner.Id id = new FieldOwner.Id(manager, "Update", type.apiVersion(), subresource);
        return (before, after) -> {
            Map<List<String>, JsonNode> old = before.map(object -> FieldPaths.leaves(type, subresource, object))
                    .orElse(Map.of());
            Map<List<String>, JsonNode> fresh = FieldPaths.leaves(type, subresource, after);
            Set<List<String>> changed = FieldPaths.changed(old, fresh);
            Set<List<String>> touched = new LinkedHashSet<>(old.keySet());
            touched.removeAll(fresh.keySet());
            touched.addAll(changed);
            List<FieldOwner> owners = new ArrayList<>();
            FieldOwner self = new FieldOwner(id, MetaRules.timestamp(now), Set.of());
            for (FieldOwner owner : before.map(ManagedFields::owners).orElse(List.of())) {
                if (owner.id().equals(id)) {
                    self = owner;
                } else {
                    owners.add(owner.without(touched));
                }
            }
            Set<List<String>> mine = new LinkedHashSet<>(self.without(touched).paths());
            mine.addAll(changed);
            owners.add(self.owning(mine, MetaRules.timestamp(now)));
            store(after, owners);
        };
    }

    static List<FieldOwner> owners(ObjectNode object) {
        List<FieldOwner> out = new ArrayList<>();
        Json.at(object, "metadata", "managedFields").forEach(entry -> out.add(FieldOwner.parse(entry)));
        return out;
    }

    /** Writes the owners down, those without fields left out. */
    static void store(ObjectNode object, List<FieldOwner> owners) {
        ArrayNode list = Json.array();
        owners.stream().filter(owner -> !owner.paths().isEmpty()).forEach(owner -> list.add(owner.encode()));
        if (list.isEmpty()) {
            Json.meta(object).remove("managedFields");
        } else {
            Json.meta(object).set("managedFields", list);
        }
    }

    /** The metadata with the times of ownership left out. */
    static ObjectNode withoutTimes(ObjectNode object) {
        ObjectNode meta = Json.meta(object.deepCopy());
        meta.path("managedFields").forEach(entry -> ((ObjectNode) entry).remove("time"));
        return meta;
    }

    /** The entry of this owner, without fields when there is none yet. */
    static FieldOwner find(List<FieldOwner> owners, FieldOwner.Id id) {
        Optional<FieldOwner> found =
                owners.stream().filter(owner -> owner.id().equals(id)).findFirst();
        return found.orElseGet(() -> new FieldOwner(id, "", Set.of()));
    }
}
