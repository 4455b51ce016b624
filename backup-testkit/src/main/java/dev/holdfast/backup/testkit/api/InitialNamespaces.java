package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The namespaces every cluster has. */
final class InitialNamespaces {

    private InitialNamespaces() {}

    static void create(ResourceRegistry registry, ObjectWriter writer, ObjectStore store) {
        ResourceType type = registry.find("", "v1", "namespaces").orElseThrow();
        for (String name : List.of("default", "kube-system", "kube-public", "kube-node-lease")) {
            ObjectNode namespace = Json.object().put("apiVersion", "v1").put("kind", "Namespace");
            namespace.putObject("metadata").put("name", name);
            store.locked(() -> writer.create(type, "", namespace, WriteContext.internal("")));
        }
    }
}
