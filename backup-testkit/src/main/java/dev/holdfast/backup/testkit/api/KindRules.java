package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** What the server does for one built-in kind beyond the rules for every object. */
interface KindRules {

    /** Nothing special. */
    KindRules NONE = new KindRules() {};

    /** The rules for this kind. */
    static KindRules of(ResourceType type) {
        return switch (type.qualifiedName()) {
            case "secrets", "configmaps" -> new DataRules(type);
            case "namespaces" -> new NamespaceRules();
            case "pods" -> new PodRules();
            case "jobs.batch" -> new JobRules();
            case "customresourcedefinitions.apiextensions.k8s.io" -> new DefinitionRules();
            default -> NONE;
        };
    }

    /** Completes an object before every write; {@code old} is empty for a creation. */
    default void complete(Optional<ObjectNode> old, ObjectNode object) {}

    /** What is wrong with the object or the change. */
    default List<FieldCause> check(Optional<ObjectNode> old, ObjectNode object) {
        return List.of();
    }
}
