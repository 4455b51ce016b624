package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** The records of field ownership in {@code metadata.managedFields}. */
final class ManagedFields {

    private ManagedFields() {}

    /** Ownership after a write other than apply. */
    static Ownership byUpdate(String manager, String subresource, Instant now) {
        return Ownership.UNCHANGED;
    }

    /** The metadata with the times of ownership left out. */
    static ObjectNode withoutTimes(ObjectNode object) {
        ObjectNode meta = Json.meta(object.deepCopy());
        meta.path("managedFields").forEach(entry -> ((ObjectNode) entry).remove("time"));
        return meta;
    }
}
