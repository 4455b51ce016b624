package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.testkit.api.ResourceType.Trait;
import java.util.List;
import java.util.Optional;

/** Carries out requests to resource paths. */
final class ResourceVerbs {

    private final ResourceRegistry registry;
    private final ReadVerbs reads;
    private final WriteVerbs writes;
    private final WatchVerb watches;
    private final AccessReviews reviews;
    private final PodLogs logs;

    ResourceVerbs(
            ResourceRegistry registry,
            ReadVerbs reads,
            WriteVerbs writes,
            WatchVerb watches,
            AccessReviews reviews,
            PodLogs logs) {
        this.registry = registry;
        this.reads = reads;
        this.writes = writes;
        this.watches = watches;
        this.reviews = reviews;
        this.logs = logs;
    }

    Answer answer(ApiRequest request) {
        RequestTarget target = request.info().target();
        Optional<ResourceType> found = registry.find(target.group(), target.version(), target.resource());
        if (found.isEmpty()) {
            return Answer.unknownPath();
        }
        ResourceType type = found.get();
        if (type.namespaced() && target.namespace().isEmpty() && !target.name().isEmpty()) {
            return Answer.unknownPath();
        }
        if (type.group().equals(BuiltInTypes.AUTHORIZATION)) {
            return Answer.json(201, reviews.review(type, request));
        }
        if (!target.subresource().isEmpty()) {
            return subresource(type, request);
        }
        return main(type, request);
    }

    private Answer main(ResourceType type, ApiRequest request) {
        RequestInfo info = request.info();
        boolean collection = info.target().name().isEmpty();
        boolean nowhere = type.namespaced() && info.target().namespace().isEmpty();
        return switch (info.verb()) {
            case "get" -> Answer.json(200, reads.get(type, info.target()));
            case "list" -> Answer.json(200, reads.list(type, info));
            case "watch" -> watches.watch(type, info);
            case "create" -> {
                if (!collection || nowhere) {
                    throw ApiFailure.methodNotAllowed();
                }
                yield written(type, writes.create(type, request));
            }
            case "delete" -> writes.delete(type, request);
            case "deletecollection" -> writes.deleteCollection(type, request);
            default -> change(type, request);
        };
    }

    private Answer change(ResourceType type, ApiRequest request) {
        if (request.info().target().name().isEmpty()) {
            throw ApiFailure.methodNotAllowed();
        }
        return switch (request.info().verb()) {
            case "update" -> written(type, writes.update(type, request));
            case "patch" -> written(type, writes.patch(type, request));
            default -> throw ApiFailure.methodNotAllowed();
        };
    }

    private Answer subresource(ResourceType type, ApiRequest request) {
        RequestTarget target = request.info().target();
        boolean pod = type.isKind("", "Pod");
        if (target.subresource().equals("log") && pod) {
            return log(type, request.info());
        }
        if (target.subresource().equals("binding") && pod) {
            return writes.bind(type, request);
        }
        boolean served = target.subresource().equals("status") && type.is(Trait.STATUS)
                || target.subresource().equals("finalize") && type.isKind("", "Namespace");
        if (!served) {
            return type.is(Trait.CUSTOM) ? Answer.unknownPath() : Answer.failure(ApiFailure.subresourceNotFound());
        }
        return request.info().verb().equals("get") ? Answer.json(200, reads.get(type, target)) : change(type, request);
    }

    private Answer log(ResourceType type, RequestInfo info) {
        RequestTarget target = info.target();
        ObjectNode pod = reads.get(type, target);
        String container = info.parameter("container");
        List<String> names = Json.at(pod, "spec", "containers").findValuesAsText("name");
        if (!container.isEmpty() && !names.contains(container)) {
            throw ApiFailure.badRequest("container " + container + " is not valid for pod " + target.name());
        }
        String text = logs.read(
                        target.namespace(),
                        target.name(),
                        container.isEmpty() ? Optional.empty() : Optional.of(container))
                .orElseThrow(
                        () -> ApiFailure.badRequest("container \"" + (container.isEmpty() ? names.get(0) : container)
                                + "\" in pod \"" + target.name() + "\" is waiting to start: ContainerCreating"));
        return Answer.text(200, LogWindow.of(text, info));
    }

    private static Answer written(ResourceType type, Written written) {
        return Answer.json(written.created() ? 201 : 200, ReadVerbs.shown(type, written.object()), written.warnings());
    }
}
