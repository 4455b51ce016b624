package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What the server's own controllers read and write, without HTTP, faults or the request log. */
final class InternalWrites {

    private final ObjectStore store;
    private final ObjectWriter writer;
    private final Deleter deleter;

    InternalWrites(ObjectStore store, ObjectWriter writer, Deleter deleter) {
        this.store = store;
        this.writer = writer;
        this.deleter = deleter;
    }

    long revision() {
        return store.revision();
    }

    List<ObjectNode> list(ResourceType type) {
        return store.list(type);
    }

    /** The stored object, if it still is the one with this uid. */
    Optional<ObjectNode> live(ResourceType type, JsonNode seen) {
        return store.get(type, Json.namespace(seen), Json.name(seen))
                .filter(object -> Json.uid(object).equals(Json.uid(seen)));
    }

    /** Deletes the object unless it is gone or already on its way. */
    void delete(ResourceType type, ObjectNode seen, String propagation) {
        store.locked(() -> live(type, seen)
                .filter(object -> !Json.isDeleting(object))
                .map(object -> deleter.delete(type, object, DeleteOptions.propagating(propagation))));
    }

    /** Changes the newest state of the object, unless it is gone. */
    void change(ResourceType type, ObjectNode seen, String subresource, Consumer<ObjectNode> edit) {
        store.locked(() -> live(type, seen).map(object -> {
            ObjectNode changed = object.deepCopy();
            edit.accept(changed);
            return writer.update(type, object, changed, WriteContext.internal(subresource));
        }));
    }
}
