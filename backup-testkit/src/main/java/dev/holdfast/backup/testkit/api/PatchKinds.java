package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.testkit.api.ResourceType.Trait;
import java.time.InstantSource;
import java.util.Optional;

/** Works out what a patch of any content type makes of an object. */
final class PatchKinds {

    private static final String MERGE = "application/merge-patch+json";
    private static final String JSON = "application/json-patch+json";
    private static final String STRATEGIC = "application/strategic-merge-patch+json";
    private static final String APPLY = "application/apply-patch+yaml";

    private final InstantSource clock;

    PatchKinds(InstantSource clock) {
        this.clock = clock;
    }

    /** The whole object after the patch. */
    record Patched(ObjectNode object, Ownership ownership) {}

    Patched apply(ResourceType type, ApiRequest request, Optional<ObjectNode> current) {
        String kind = request.contentType().replaceFirst("\\s*;.*", "");
        String name = request.info().target().name();
        if (kind.equals(APPLY)) {
            return ServerSideApply.apply(type, request, current, clock.instant());
        }
        ObjectNode found = current.orElseThrow(() -> ApiFailure.notFound(type, name));
        ObjectNode patched =
                switch (kind) {
                    case MERGE -> MergePatch.apply(found, request.object());
                    case JSON -> JsonPatch.apply(found, request.parsed());
                    case STRATEGIC -> StrategicMerge.apply(found, strategic(type, request), SchemaCursor.root(type));
                    default ->
                        throw ApiFailure.unsupportedMediaType(kind, String.join(", ", JSON, MERGE, STRATEGIC, APPLY));
                };
        return new Patched(
                patched,
                ManagedFields.byUpdate(
                        type, request.fieldManager(), request.info().target().subresource(), clock.instant()));
    }

    private static ObjectNode strategic(ResourceType type, ApiRequest request) {
        if (type.is(Trait.CUSTOM)) {
            throw ApiFailure.unsupportedMediaType(STRATEGIC, String.join(", ", JSON, MERGE, APPLY));
        }
        return request.object();
    }
}
