package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One entry of {@code metadata.managedFields}. */
record FieldOwner(Id id, String time, Set<List<String>> paths) {

    /** Who, by which operation, in which version and through which endpoint. */
    record Id(String manager, String operation, String apiVersion, String subresource) {}

    static FieldOwner parse(JsonNode entry) {
        return new FieldOwner(
                new Id(
                        Json.text(entry, "manager"),
                        Json.text(entry, "operation"),
                        Json.text(entry, "apiVersion"),
                        Json.text(entry, "subresource")),
                Json.text(entry, "time"),
                FieldPaths.decode(entry.path("fieldsV1")));
    }

    ObjectNode encode() {
        ObjectNode entry = Json.object();
        entry.put("manager", id.manager()).put("operation", id.operation()).put("apiVersion", id.apiVersion());
        entry.put("time", time).put("fieldsType", "FieldsV1");
        entry.set("fieldsV1", FieldPaths.encode(paths));
        if (!id.subresource().isEmpty()) {
            entry.put("subresource", id.subresource());
        }
        return entry;
    }

    FieldOwner without(Set<List<String>> lost) {
        Set<List<String>> left = new LinkedHashSet<>(paths);
        left.removeAll(lost);
        return new FieldOwner(id, time, left);
    }

    /** The same set keeps the time at which it was reached. */
    FieldOwner owning(Set<List<String>> now, String when) {
        return new FieldOwner(id, new HashSet<>(now).equals(new HashSet<>(paths)) ? time : when, now);
    }
}
