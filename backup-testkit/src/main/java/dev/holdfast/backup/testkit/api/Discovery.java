package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.testkit.api.ResourceType.Trait;
import java.util.List;
import java.util.Optional;

/** Says what is served: {@code /api}, {@code /apis}, the lists below them, and {@code /version}. */
final class Discovery {

    private static final List<String> VERBS =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");
    private static final List<String> STATUS_VERBS = List.of("get", "patch", "update");

    private final ResourceRegistry registry;

    Discovery(ResourceRegistry registry) {
        this.registry = registry;
    }

    Optional<Answer> answer(String path) {
        String plain = path.endsWith("/") && path.length() > 1 ? path.substring(0, path.length() - 1) : path;
        return switch (plain) {
            case "/version" -> Optional.of(Answer.json(200, version()));
            case "/readyz", "/healthz", "/livez" -> Optional.of(Answer.text(200, "ok"));
            case "/api" -> Optional.of(Answer.json(200, coreVersions()));
            case "/apis" -> Optional.of(Answer.json(200, groups()));
            case "/api/v1" -> Optional.of(Answer.json(200, resources("", "v1")));
            default -> plain.startsWith("/apis/") ? inGroup(plain.split("/")) : Optional.empty();
        };
    }

    private Optional<Answer> inGroup(String... parts) {
        String group = parts[2];
        if (parts.length > 4 || versions(group).isEmpty()) {
            return Optional.empty();
        }
        if (parts.length == 3) {
            ObjectNode answer = group(group);
            return Optional.of(Answer.json(200, answer.put("kind", "APIGroup").put("apiVersion", "v1")));
        }
        return versions(group).contains(parts[3])
                ? Optional.of(Answer.json(200, resources(group, parts[3])))
                : Optional.empty();
    }

    private static ObjectNode version() {
        return Json.object()
                .put("major", "1")
                .put("minor", "35")
                .put("gitVersion", "v1.35.4")
                .put("gitCommit", "simulated")
                .put("gitTreeState", "clean")
                .put("buildDate", "2026-01-01T00:00:00Z")
                .put("goVersion", "none")
                .put("compiler", "none")
                .put("platform", "jvm");
    }

    private static ObjectNode coreVersions() {
        ObjectNode answer = Json.object().put("kind", "APIVersions");
        answer.putArray("versions").add("v1");
        answer.putArray("serverAddressByClientCIDRs");
        return answer;
    }

    private ObjectNode groups() {
        ObjectNode answer = Json.object().put("kind", "APIGroupList").put("apiVersion", "v1");
        ArrayNode list = answer.putArray("groups");
        registry.all().stream()
                .map(ResourceType::group)
                .filter(group -> !group.isEmpty())
                .distinct()
                .forEach(group -> list.add(group(group)));
        return answer;
    }

    private ObjectNode group(String group) {
        ObjectNode answer = Json.object().put("name", group);
        ArrayNode list = answer.putArray("versions");
        versions(group).forEach(version -> list.add(groupVersion(group, version)));
        answer.set("preferredVersion", list.path(0).deepCopy());
        return answer;
    }

    private static ObjectNode groupVersion(String group, String version) {
        return Json.object().put("groupVersion", group + "/" + version).put("version", version);
    }

    private List<String> versions(String group) {
        return registry.all().stream()
                .filter(type -> type.group().equals(group))
                .map(ResourceType::version)
                .distinct()
                .toList();
    }

    private ObjectNode resources(String group, String version) {
        ObjectNode answer = Json.object().put("kind", "APIResourceList").put("apiVersion", "v1");
        answer.put("groupVersion", group.isEmpty() ? version : group + "/" + version);
        ArrayNode list = answer.putArray("resources");
        registry.all().stream()
                .filter(type -> type.group().equals(group) && type.version().equals(version))
                .forEach(type -> describe(type, list));
        return answer;
    }

    private static void describe(ResourceType type, ArrayNode list) {
        boolean review = type.group().equals(BuiltInTypes.AUTHORIZATION);
        ObjectNode entry = entry(type, type.plural(), type.kind(), review ? List.of("create") : VERBS, list);
        entry.put("singularName", type.singular());
        if (!type.shortNames().isEmpty()) {
            Json.setStrings(entry, "shortNames", type.shortNames());
        }
        if (type.is(Trait.STATUS)) {
            entry(type, type.plural() + "/status", type.kind(), STATUS_VERBS, list);
        }
        if (type.isKind("", "Pod")) {
            entry(type, "pods/log", "Pod", List.of("get"), list);
            entry(type, "pods/binding", "Binding", List.of("create"), list);
        }
    }

    private static ObjectNode entry(ResourceType type, String name, String kind, List<String> verbs, ArrayNode list) {
        ObjectNode entry = list.addObject().put("name", name).put("singularName", "");
        entry.put("namespaced", type.namespaced()).put("kind", kind);
        Json.setStrings(entry, "verbs", verbs);
        return entry;
    }
}
