package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.testkit.api.ResourceType.Trait;
import java.util.List;

/** Which part of an object each endpoint may change. */
final class StatusRules {

    private StatusRules() {}

    static void onCreate(ResourceType type, ObjectNode object) {
        if (type.is(Trait.STATUS)) {
            object.remove("status");
        }
    }

    /** The object that results when {@code proposed} is sent to this endpoint of {@code current}. */
    static ObjectNode merge(ResourceType type, String subresource, ObjectNode current, ObjectNode proposed) {
        return switch (subresource) {
            case "status" -> statusOnly(type, current, proposed);
            case "finalize" -> finalizersOnly(current, proposed);
            default -> mainOnly(type, current, proposed);
        };
    }

    private static ObjectNode mainOnly(ResourceType type, ObjectNode current, ObjectNode proposed) {
        ObjectNode merged = proposed.deepCopy();
        if (type.is(Trait.STATUS)) {
            Json.copyField(current, merged, "status");
        }
        return merged;
    }

    /** Custom resources take nothing but status here; built-in kinds also take labels, annotations and finalizers. */
    private static ObjectNode statusOnly(ResourceType type, ObjectNode current, ObjectNode proposed) {
        ObjectNode merged = current.deepCopy();
        Json.copyField(proposed, merged, "status");
        if (!type.is(Trait.CUSTOM)) {
            for (String field : List.of("labels", "annotations", "finalizers", "uid")) {
                Json.copyField(proposed.path("metadata"), Json.meta(merged), field);
            }
        }
        Json.copyField(proposed.path("metadata"), Json.meta(merged), "managedFields");
        return merged;
    }

    private static ObjectNode finalizersOnly(ObjectNode current, ObjectNode proposed) {
        ObjectNode merged = current.deepCopy();
        Json.copyField(proposed.path("spec"), Json.child(merged, "spec"), "finalizers");
        return merged;
    }
}
