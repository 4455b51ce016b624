package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Writes down in {@code metadata.managedFields} who owns which field after a write. */
@FunctionalInterface
interface Ownership {

    /** Leaves the records of the previous state in place. */
    Ownership UNCHANGED = (before, after) ->
            before.ifPresent(old -> Json.copyField(old.path("metadata"), Json.meta(after), "managedFields"));

    void record(Optional<ObjectNode> before, ObjectNode after);
}
