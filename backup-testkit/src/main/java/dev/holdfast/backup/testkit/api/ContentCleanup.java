package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.testkit.api.ResourceType.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Empties terminating namespaces and terminating CustomResourceDefinitions, then lets them go. */
final class ContentCleanup implements Sweep {

    private final ResourceRegistry registry;
    private final InternalWrites writes;

    ContentCleanup(ResourceRegistry registry, InternalWrites writes) {
        this.registry = registry;
        this.writes = writes;
    }

    @Override
    public void run() {
        kind("v1", "Namespace").ifPresent(type -> deleting(type).forEach(namespace -> empty(type, namespace)));
        kind(BuiltInTypes.EXTENSIONS + "/v1", "CustomResourceDefinition")
                .ifPresent(type -> deleting(type).forEach(definition -> retire(type, definition)));
    }

    private void empty(ResourceType namespaces, ObjectNode namespace) {
        String name = Json.name(namespace);
        boolean empty = true;
        for (ResourceType type : registry.all()) {
            if (type.is(Trait.NAMESPACED)) {
                empty &= deleteAll(type, name);
            }
        }
        if (empty) {
            writes.change(namespaces, namespace, "finalize", object -> {
                List<String> left = new ArrayList<>(Json.strings(Json.at(object, "spec", "finalizers")));
                left.remove(NamespaceRules.FINALIZER);
                Json.setStrings(Json.child(object, "spec"), "finalizers", left);
            });
        }
    }

    private void retire(ResourceType definitions, ObjectNode definition) {
        String group = Json.text(definition, "spec", "group");
        String plural = Json.text(definition, "spec", "names", "plural");
        boolean empty = true;
        for (ResourceType type : registry.all()) {
            if (type.group().equals(group) && type.plural().equals(plural)) {
                empty &= deleteAll(type, "");
            }
        }
        if (empty) {
            writes.change(definitions, definition, "", object -> {
                List<String> left = new ArrayList<>(Json.finalizers(object));
                left.remove(DefinitionRules.CLEANUP);
                Json.setFinalizers(object, left);
            });
        }
    }

    /** Says whether nothing is left. */
    private boolean deleteAll(ResourceType type, String namespace) {
        List<ObjectNode> objects = writes.list(type).stream()
                .filter(object -> namespace.isEmpty() || Json.namespace(object).equals(namespace))
                .toList();
        objects.forEach(object -> writes.delete(type, object, "Background"));
        return objects.stream().allMatch(object -> writes.live(type, object).isEmpty());
    }

    private List<ObjectNode> deleting(ResourceType type) {
        return writes.list(type).stream().filter(Json::isDeleting).toList();
    }

    private Optional<ResourceType> kind(String apiVersion, String kind) {
        return registry.findKind(apiVersion, kind);
    }
}
