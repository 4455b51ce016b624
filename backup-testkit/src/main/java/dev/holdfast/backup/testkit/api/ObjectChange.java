package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * One committed change. The trees are shared with the store and must not be modified.
 *
 * @param kind what happened
 * @param type the kind of the object; of several served versions, the one it was written through
 * @param object the object after the change; for a deletion its last state
 * @param previous the object before the change, empty for a creation
 * @param revision the store's revision after the change, also the object's new resourceVersion
 */
public record ObjectChange(
        Kind kind, ResourceType type, ObjectNode object, Optional<ObjectNode> previous, long revision) {

    /** What happened to an object. */
    public enum Kind {
        /** It was created. */
        ADDED,
        /** It was changed. */
        MODIFIED,
        /** It is gone. */
        DELETED
    }
}
