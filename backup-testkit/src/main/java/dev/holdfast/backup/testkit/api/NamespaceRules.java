package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Namespaces. */
final class NamespaceRules implements KindRules {

    static final String FINALIZER = "kubernetes";

    @Override
    public void complete(Optional<ObjectNode> old, ObjectNode object) {
        Json.child(Json.meta(object), "labels").put("kubernetes.io/metadata.name", Json.name(object));
        if (old.isEmpty()) {
            Json.child(object, "spec").putArray("finalizers").add(FINALIZER);
            Json.child(object, "status").put("phase", "Active");
        }
    }

    static boolean isHeld(ObjectNode namespace) {
        return !Json.at(namespace, "spec", "finalizers").isEmpty();
    }
}
