package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Lets objects only into namespaces that exist and are not going away. */
final class NamespaceGate {

    private final ObjectStore store;
    private final ResourceType namespaces;

    NamespaceGate(ObjectStore store, ResourceRegistry registry) {
        this.store = store;
        this.namespaces = registry.find("", "v1", "namespaces").orElseThrow();
    }

    void checkCreate(ResourceType type, String namespace, String name) {
        if (!type.namespaced()) {
            return;
        }
        Optional<ObjectNode> found = store.get(namespaces, "", namespace);
        if (found.isEmpty()) {
            throw ApiFailure.notFound(namespaces, namespace);
        }
        if (found.filter(Json::isDeleting).isPresent()) {
            throw ApiFailure.forbidden(
                            type,
                            name,
                            "unable to create new content in namespace " + namespace
                                    + " because it is being terminated")
                    .because(List.of(new FieldCause(
                            "NamespaceTerminating",
                            "metadata.namespace",
                            "namespace " + namespace + " is being terminated")));
        }
    }
}
