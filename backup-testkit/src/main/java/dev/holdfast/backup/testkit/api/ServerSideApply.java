package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.testkit.api.ResourceType.Trait;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Server-side apply: merges a configuration, remembers who applied what, and notices conflicts. */
final class ServerSideApply {

    private final ResourceType type;
    private final FieldOwner.Id id;
    private final boolean force;
    private final String now;

    private ServerSideApply(ResourceType type, FieldOwner.Id id, boolean force, Instant now) {
        this.type = type;
        this.id = id;
        this.force = force;
        this.now = MetaRules.timestamp(now);
    }

    static PatchKinds.Patched apply(ResourceType type, ApiRequest request, Optional<ObjectNode> live, Instant now) {
        RequestInfo info = request.info();
        ObjectNode config = request.object();
        checkConfig(type, info, config, live);
        String subresource = info.target().subresource();
        FieldOwner.Id id = new FieldOwner.Id(info.parameter("fieldManager"), "Apply", type.apiVersion(), subresource);
        if (subresource.isEmpty() && type.is(Trait.STATUS)) {
            config.remove("status");
        }
        Json.meta(config).put("name", info.target().name());
        return new ServerSideApply(type, id, info.flag("force"), now).apply(config, live);
    }

    private PatchKinds.Patched apply(ObjectNode config, Optional<ObjectNode> live) {
        Map<List<String>, JsonNode> wanted = FieldPaths.leaves(type, id.subresource(), config);
        Map<List<String>, JsonNode> present = live.map(object -> FieldPaths.leaves(type, id.subresource(), object))
                .orElse(Map.of());
        List<FieldOwner> owners = live.map(ManagedFields::owners).orElse(List.of());
        List<FieldOwner> others =
                owners.stream().filter(owner -> !owner.id().equals(id)).toList();
        Set<List<String>> changed = FieldPaths.changed(present, wanted);
        if (!force) {
            checkConflicts(others, changed);
        }
        FieldOwner before = ManagedFields.find(owners, id);
        SchemaCursor root = SchemaCursor.root(type);
        ObjectNode merged =
                live.map(object -> StructuredMerge.merge(object, config, root)).orElseGet(config::deepCopy);
        abandoned(before.paths(), wanted.keySet(), others).forEach(path -> StructuredMerge.remove(merged, path, root));
        List<FieldOwner> after = new ArrayList<>();
        others.forEach(owner -> after.add(owner.without(changed)));
        after.add(before.owning(new LinkedHashSet<>(wanted.keySet()), now));
        return new PatchKinds.Patched(merged, (old, object) -> ManagedFields.store(object, after));
    }

    /** What was applied before, is not any more, and nobody else owns. */
    private static List<List<String>> abandoned(
            Set<List<String>> before, Set<List<String>> wanted, List<FieldOwner> others) {
        return before.stream()
                .filter(path -> !wanted.contains(path))
                .filter(path -> wanted.stream().noneMatch(kept -> FieldPaths.startsWith(kept, path)))
                .filter(path -> others.stream()
                        .flatMap(owner -> owner.paths().stream())
                        .noneMatch(owned -> FieldPaths.startsWith(owned, path)))
                .toList();
    }

    private static void checkConflicts(List<FieldOwner> others, Set<List<String>> changed) {
        List<FieldCause> causes = new ArrayList<>();
        for (FieldOwner owner : others) {
            String with = "conflict with \"" + owner.id().manager() + "\""
                    + (owner.id().subresource().isEmpty()
                            ? ""
                            : " with subresource \"" + owner.id().subresource() + "\"")
                    + " using " + owner.id().apiVersion();
            owner.paths().stream()
                    .filter(changed::contains)
                    .forEach(path -> causes.add(new FieldCause("FieldManagerConflict", FieldPaths.shown(path), with)));
        }
        if (!causes.isEmpty()) {
            String shown = causes.stream()
                    .map(cause -> cause.message() + ": " + cause.field())
                    .collect(Collectors.joining(", "));
            throw ApiFailure.of(
                            409,
                            "Conflict",
                            "Apply failed with " + causes.size() + (causes.size() == 1 ? " conflict: " : " conflicts: ")
                                    + shown)
                    .because(causes);
        }
    }

    private static void checkConfig(ResourceType type, RequestInfo info, ObjectNode config, Optional<ObjectNode> live) {
        String name = info.target().name();
        if (info.parameter("fieldManager").isEmpty()) {
            throw ApiFailure.of(
                    422,
                    "Invalid",
                    "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for apply patch");
        }
        if (!Json.at(config, "metadata", "managedFields").isEmpty()) {
            throw ApiFailure.badRequest("metadata.managedFields must be nil");
        }
        if (live.isEmpty() && !info.target().subresource().isEmpty()) {
            throw ApiFailure.notFound(type, name);
        }
        if (live.isEmpty() && !(Json.uid(config) + Json.version(config)).isEmpty()) {
            throw ApiFailure.conflict(
                    type,
                    name,
                    "uid mismatch: the provided object specified uid " + Json.uid(config)
                            + ", and no existing object was found");
        }
    }
}
