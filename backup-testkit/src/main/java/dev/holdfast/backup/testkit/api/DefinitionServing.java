package dev.holdfast.backup.testkit.api;

/** Serves what the stored CustomResourceDefinitions describe, at once. */
final class DefinitionServing {

    private final ResourceRegistry registry;

    DefinitionServing(ResourceRegistry registry) {
        this.registry = registry;
    }

    void follow(ObjectStore store) {
        store.listen(change -> {
            if (change.type().isKind(BuiltInTypes.EXTENSIONS, "CustomResourceDefinition")) {
                if (change.kind() == ObjectChange.Kind.DELETED) {
                    registry.undefine(change.object());
                } else {
                    registry.define(change.object());
                }
            }
        });
    }
}
