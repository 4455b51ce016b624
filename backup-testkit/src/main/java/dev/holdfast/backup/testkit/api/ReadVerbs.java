package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Predicate;

/** Get and list. */
final class ReadVerbs {

    private static final String STALE_CONTINUE =
            "The provided continue parameter is too old to display a consistent list result. You can start a new list"
                    + " without the continue parameter.";

    private final ObjectStore store;

    ReadVerbs(ObjectStore store) {
        this.store = store;
    }

    ObjectNode get(ResourceType type, RequestTarget target) {
        return shown(
                type,
                store.get(type, target.namespace(), target.name())
                        .orElseThrow(() -> ApiFailure.notFound(type, target.name())));
    }

    ObjectNode list(ResourceType type, RequestInfo info) {
        Predicate<JsonNode> wanted = selection(type, info);
        return store.locked(() -> {
            Continuation from = Continuation.of(info, store.revision());
            List<ObjectNode> all = store.listAt(type, from.revision())
                    .orElseThrow(() -> ApiFailure.expired(
                            info.parameter("continue").isEmpty()
                                    ? "The resourceVersion for the provided list is too old."
                                    : STALE_CONTINUE));
            List<ObjectNode> matching =
                    all.stream().filter(from::isAhead).filter(wanted).toList();
            return page(type, info, from, matching);
        });
    }

    private static ObjectNode page(ResourceType type, RequestInfo info, Continuation from, List<ObjectNode> matching) {
        String limitText = info.parameter("limit");
        int limit = limitText.isEmpty() || limitText.equals("0") ? Integer.MAX_VALUE : Integer.parseInt(limitText);
        ObjectNode list = Json.object();
        list.put("kind", type.kind() + "List").put("apiVersion", type.apiVersion());
        ObjectNode meta = list.putObject("metadata").put("resourceVersion", Long.toString(from.revision()));
        ArrayNode items = list.putArray("items");
        matching.stream().limit(limit).forEach(object -> items.add(shown(type, object)));
        if (matching.size() > limit) {
            meta.put("continue", from.after(matching.get(limit - 1)).token());
            if (info.parameter("labelSelector").isEmpty()
                    && info.parameter("fieldSelector").isEmpty()) {
                meta.set("remainingItemCount", Json.number(matching.size() - limit));
            }
        }
        return list;
    }

    /** Namespace, labels and fields as asked for. */
    static Predicate<JsonNode> selection(ResourceType type, RequestInfo info) {
        RequestTarget target = info.target();
        Predicate<JsonNode> inNamespace =
                object -> target.namespace().isEmpty() || target.namespace().equals(Json.namespace(object));
        Predicate<JsonNode> named =
                object -> target.name().isEmpty() || target.name().equals(Json.name(object));
        return inNamespace
                .and(named)
                .and(LabelSelector.parse(info.parameter("labelSelector")))
                .and(FieldSelector.parse(type, info.parameter("fieldSelector")));
    }

    /** The object in the version it was asked for. */
    static ObjectNode shown(ResourceType type, ObjectNode stored) {
        if (Json.text(stored, "apiVersion").equals(type.apiVersion())
                && Json.text(stored, "kind").equals(type.kind())) {
            return stored;
        }
        return stored.deepCopy().put("apiVersion", type.apiVersion()).put("kind", type.kind());
    }
}
