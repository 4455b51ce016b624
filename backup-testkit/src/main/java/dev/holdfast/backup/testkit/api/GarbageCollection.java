package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Follows owner references by uid: collects what lost its owners, and serves foreground and orphan deletion. */
final class GarbageCollection implements Sweep {

    private final ResourceRegistry registry;
    private final InternalWrites writes;

    GarbageCollection(ResourceRegistry registry, InternalWrites writes) {
        this.registry = registry;
        this.writes = writes;
    }

    /** An object and its kind. */
    private record Node(ResourceType type, ObjectNode object) {}

    /** What stands behind an owner reference. */
    private enum Owner {
        SOLID,
        WAITING,
        ABSENT
    }

    @Override
    public void run() {
        Map<String, ResourceType> kinds = registry.all().stream()
                .collect(Collectors.toMap(ResourceType::qualifiedName, type -> type, (a, b) -> a));
        List<Node> all = new ArrayList<>();
        kinds.values().forEach(type -> writes.list(type).forEach(object -> all.add(new Node(type, object))));
        List<Node> dependents =
                all.stream().filter(node -> !references(node).isEmpty()).toList();
        all.stream().filter(node -> Json.isDeleting(node.object())).forEach(owner -> serveDeletion(owner, dependents));
        dependents.forEach(dependent -> judge(dependent, dependents));
    }

    private void serveDeletion(Node owner, List<Node> dependents) {
        List<String> finalizers = Json.finalizers(owner.object());
        String uid = Json.uid(owner.object());
        if (finalizers.contains(Deleter.ORPHAN)) {
            dependents.stream()
                    .filter(node -> refersTo(node, uid, reference -> true))
                    .forEach(node -> dropReferences(
                            node, reference -> Json.text(reference, "uid").equals(uid)));
            release(owner, Deleter.ORPHAN);
        }
        boolean blocked = dependents.stream()
                .filter(node -> writes.live(node.type(), node.object()).isPresent())
                .anyMatch(node -> refersTo(
                        node, uid, ref -> ref.path("blockOwnerDeletion").asBoolean()));
        if (finalizers.contains(Deleter.FOREGROUND) && !blocked) {
            release(owner, Deleter.FOREGROUND);
        }
    }

    private void judge(Node dependent, List<Node> dependents) {
        Optional<ObjectNode> live = writes.live(dependent.type(), dependent.object());
        if (live.isEmpty()
                || Json.isDeleting(live.get())
                || references(live.get()).isEmpty()) {
            return;
        }
        Map<Owner, List<JsonNode>> owners = references(live.get())
                .valueStream()
                .collect(Collectors.groupingBy(reference -> owner(dependent, reference)));
        boolean solid = owners.containsKey(Owner.SOLID);
        if (solid && owners.size() > 1) {
            dropReferences(dependent, reference -> owner(dependent, reference) != Owner.SOLID);
        } else if (!solid) {
            String uid = Json.uid(live.get());
            boolean hasDependents = dependents.stream().anyMatch(node -> refersTo(node, uid, reference -> true));
            boolean foreground = owners.containsKey(Owner.WAITING) && hasDependents;
            writes.delete(dependent.type(), live.get(), policy(live.get(), foreground));
        }
    }

    private static String policy(ObjectNode object, boolean foreground) {
        List<String> finalizers = Json.finalizers(object);
        if (finalizers.contains(Deleter.ORPHAN)) {
            return "Orphan";
        }
        return foreground || finalizers.contains(Deleter.FOREGROUND) ? "Foreground" : "Background";
    }

    /** An owner of a kind that is not served counts as there: nobody can tell. */
    private Owner owner(Node dependent, JsonNode reference) {
        Optional<ResourceType> type =
                registry.findKind(Json.text(reference, "apiVersion"), Json.text(reference, "kind"));
        if (type.isEmpty()) {
            return Owner.SOLID;
        }
        ObjectNode address = Json.object();
        Json.meta(address)
                .put("namespace", type.get().namespaced() ? Json.namespace(dependent.object()) : "")
                .put("name", Json.text(reference, "name"))
                .put("uid", Json.text(reference, "uid"));
        return writes.live(type.get(), address)
                .map(found -> Json.isDeleting(found) && Json.finalizers(found).contains(Deleter.FOREGROUND)
                        ? Owner.WAITING
                        : Owner.SOLID)
                .orElse(Owner.ABSENT);
    }

    private void release(Node owner, String finalizer) {
        writes.change(owner.type(), owner.object(), "", object -> {
            List<String> left = new ArrayList<>(Json.finalizers(object));
            left.remove(finalizer);
            Json.setFinalizers(object, left);
        });
    }

    private void dropReferences(Node dependent, Predicate<JsonNode> unwanted) {
        writes.change(dependent.type(), dependent.object(), "", object -> {
            ArrayNode kept = Json.meta(object).putArray("ownerReferences");
            references(dependent).forEach(reference -> {
                if (!unwanted.test(reference)) {
                    kept.add(reference);
                }
            });
        });
    }

    private static boolean refersTo(Node node, String uid, Predicate<JsonNode> also) {
        return references(node)
                .valueStream()
                .anyMatch(reference -> Json.text(reference, "uid").equals(uid) && also.test(reference));
    }

    private static JsonNode references(Node node) {
        return references(node.object());
    }

    private static JsonNode references(ObjectNode object) {
        return Json.at(object, "metadata", "ownerReferences");
    }
}
