package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * Decides about every object before it is stored: schema validation, defaults, pruning, rules. Called with the whole
 * object as it would be stored, after the server's own rules for metadata and status. Must be safe for use by many
 * threads and must not call the server.
 */
@FunctionalInterface
public interface ObjectAdmission {

    /**
     * Judges one object.
     *
     * @param type its kind, with the schema where there is one
     * @param incoming the object as it would be stored; may be modified and returned
     * @param old the stored object, empty for a creation; must not be modified
     * @param strict whether unknown fields are errors instead of warnings
     * @return the decision
     */
    AdmissionResult admit(ResourceType type, ObjectNode incoming, Optional<ObjectNode> old, boolean strict);

    /**
     * Admits everything unchanged.
     *
     * @return an admission without rules
     */
    static ObjectAdmission passThrough() {
        return (type, incoming, old, strict) -> new AdmissionResult.Admitted(incoming, List.of());
    }
}
