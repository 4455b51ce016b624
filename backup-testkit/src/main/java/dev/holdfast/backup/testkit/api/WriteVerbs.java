package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.testkit.api.ResourceType.Trait;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Create, update, patch and delete, each as one step for everybody else. */
final class WriteVerbs {

    private final ObjectStore store;
    private final ObjectWriter writer;
    private final Deleter deleter;
    private final PatchKinds patches;
    private final InstantSource clock;

    WriteVerbs(ObjectStore store, ObjectWriter writer, Deleter deleter, InstantSource clock) {
        this.store = store;
        this.writer = writer;
        this.deleter = deleter;
        this.clock = clock;
        this.patches = new PatchKinds(clock);
    }

    Written create(ResourceType type, ApiRequest request) {
        ObjectNode object = request.object();
        checkAddress(type, request.info().target(), object);
        return store.locked(
                () -> writer.create(type, request.info().target().namespace(), object, context(type, request)));
    }

    Written update(ResourceType type, ApiRequest request) {
        RequestTarget target = request.info().target();
        ObjectNode object = request.object();
        if (Json.name(object).isEmpty()) {
            throw ApiFailure.badRequest("name must be provided");
        }
        checkAddress(type, target, object);
        return store.locked(() -> {
            Optional<ObjectNode> current = store.get(type, target.namespace(), target.name());
            if (current.isEmpty() && type.is(Trait.CREATE_ON_UPDATE)) {
                return writer.create(type, target.namespace(), object, context(type, request));
            }
            ObjectNode found = current.orElseThrow(() -> ApiFailure.notFound(type, target.name()));
            Deleter.checkSame(type, found, "UID", Json.uid(object), Json.uid(found));
            return writer.update(type, found, object, context(type, request));
        });
    }

    Written patch(ResourceType type, ApiRequest request) {
        RequestTarget target = request.info().target();
        return store.locked(() -> {
            Optional<ObjectNode> current = store.get(type, target.namespace(), target.name());
            PatchKinds.Patched patched = patches.apply(type, request, current);
            checkAddress(type, target, patched.object());
            WriteContext context = WriteContext.of(request, patched.ownership());
            return current.isPresent()
                    ? writer.update(type, current.get(), patched.object(), context)
                    : writer.create(type, target.namespace(), patched.object(), context);
        });
    }

    Answer delete(ResourceType type, ApiRequest request) {
        RequestTarget target = request.info().target();
        DeleteOptions options = DeleteOptions.of(request);
        Deleter.Deleted deleted = store.locked(() -> deleter.delete(
                type,
                store.get(type, target.namespace(), target.name())
                        .orElseThrow(() -> ApiFailure.notFound(type, target.name())),
                options));
        boolean showObject = !deleted.gone() || type.is(Trait.RETURNS_DELETED);
        return Answer.json(200, showObject ? ReadVerbs.shown(type, deleted.object()) : success(type, deleted.object()));
    }

    Answer deleteCollection(ResourceType type, ApiRequest request) {
        DeleteOptions options = DeleteOptions.of(request);
        ObjectNode list = Json.object();
        list.put("kind", type.kind() + "List").put("apiVersion", type.apiVersion());
        ObjectNode meta = list.putObject("metadata");
        ArrayNode items = list.putArray("items");
        store.locked(() -> {
            store.list(type).stream()
                    .filter(ReadVerbs.selection(type, request.info()))
                    .forEach(object ->
                            items.add(deleter.delete(type, object, options).object()));
            return meta.put("resourceVersion", Long.toString(store.revision()));
        });
        return Answer.json(200, list);
    }

    /** Gives a pod its node. */
    Answer bind(ResourceType pods, ApiRequest request) {
        RequestTarget target = request.info().target();
        String node = Json.text(request.object(), "target", "name");
        return store.locked(() -> {
            ObjectNode pod = store.get(pods, target.namespace(), target.name())
                    .orElseThrow(() -> ApiFailure.notFound(pods, target.name()));
            if (!Json.text(pod, "spec", "nodeName").isEmpty()) {
                throw ApiFailure.conflict(pods, target.name(), "pod " + target.name() + " is already assigned to node");
            }
            ObjectNode bound = pod.deepCopy();
            Json.child(bound, "spec").put("nodeName", node);
            writer.update(pods, pod, bound, new WriteContext("", request.isDryRun(), false, Ownership.UNCHANGED));
            return Answer.json(201, success(pods, pod));
        });
    }

    private WriteContext context(ResourceType type, ApiRequest request) {
        return WriteContext.of(
                request,
                ManagedFields.byUpdate(
                        type, request.fieldManager(), request.info().target().subresource(), clock.instant()));
    }

    private static ObjectNode success(ResourceType type, ObjectNode object) {
        ObjectNode status = Json.object();
        status.put("kind", "Status").put("apiVersion", "v1").putObject("metadata");
        ObjectNode details = status.put("status", "Success").putObject("details");
        details.put("name", Json.name(object));
        if (!type.group().isEmpty()) {
            details.put("group", type.group());
        }
        details.put("kind", type.plural()).put("uid", Json.uid(object));
        return status;
    }

    /** The body must be of the kind, the name and the namespace that the path says. */
    private static void checkAddress(ResourceType type, RequestTarget target, ObjectNode object) {
        String kind = Json.text(object, "kind");
        String apiVersion = Json.text(object, "apiVersion");
        if (!List.of("", type.kind()).contains(kind)
                || !List.of("", type.apiVersion()).contains(apiVersion)) {
            throw ApiFailure.badRequest("the API version in the data (" + apiVersion + ", kind " + kind
                    + ") does not match the expected API version (" + type.apiVersion() + ", kind " + type.kind()
                    + ")");
        }
        String name = Json.name(object);
        if (!target.name().isEmpty() && !name.isEmpty() && !name.equals(target.name())) {
            throw ApiFailure.badRequest(
                    "the name of the object (" + name + ") does not match the name on the URL (" + target.name() + ")");
        }
        String namespace = Json.namespace(object);
        if (type.namespaced() && !namespace.isEmpty() && !namespace.equals(target.namespace())) {
            throw ApiFailure.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request");
        }
        if (!target.name().isEmpty()) {
            Json.meta(object).put("name", target.name());
        }
        if (type.namespaced()) {
            Json.meta(object).put("namespace", target.namespace());
        }
        object.put("apiVersion", type.apiVersion()).put("kind", type.kind());
    }
}
