package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Pods. */
final class PodRules implements KindRules {

    private static final long DEFAULT_GRACE_SECONDS = 30;
    private static final Set<String> CHANGEABLE = Set.of("activeDeadlineSeconds", "tolerations", "nodeName");

    @Override
    public void complete(Optional<ObjectNode> old, ObjectNode object) {
        if (old.isEmpty()) {
            Json.child(object, "status").put("phase", "Pending");
            ObjectNode spec = Json.child(object, "spec");
            putIfAbsent(spec, "restartPolicy", "Always");
            if (!spec.has("terminationGracePeriodSeconds")) {
                spec.set("terminationGracePeriodSeconds", Json.number(DEFAULT_GRACE_SECONDS));
            }
        }
    }

    @Override
    public List<FieldCause> check(Optional<ObjectNode> old, ObjectNode object) {
        if (Json.at(object, "spec", "containers").isEmpty()) {
            return List.of(FieldCause.required("spec.containers", ""));
        }
        boolean changed =
                old.filter(before -> !frozen(before).equals(frozen(object))).isPresent();
        return changed
                ? List.of(
                        FieldCause.forbidden(
                                "spec",
                                "pod updates may not change fields other than `spec.containers[*].image`,"
                                        + " `spec.initContainers[*].image`, `spec.activeDeadlineSeconds` and `spec.tolerations`"))
                : List.of();
    }

    /** How long a deletion waits for the node agent; zero when there is nobody to wait for. */
    static long grace(ObjectNode pod, long requested) {
        boolean scheduled = !Json.text(pod, "spec", "nodeName").isEmpty();
        boolean ended = List.of("Succeeded", "Failed").contains(Json.text(pod, "status", "phase"));
        if (!scheduled || ended) {
            return 0;
        }
        return requested >= 0
                ? requested
                : Json.at(pod, "spec", "terminationGracePeriodSeconds").asLong(DEFAULT_GRACE_SECONDS);
    }

    private static JsonNode frozen(ObjectNode pod) {
        ObjectNode spec = Json.child(pod.deepCopy(), "spec");
        CHANGEABLE.forEach(spec::remove);
        for (String list : List.of("containers", "initContainers")) {
            spec.path(list).forEach(container -> ((ObjectNode) container).remove("image"));
        }
        return spec;
    }

    private static void putIfAbsent(ObjectNode object, String field, String value) {
        if (!object.has(field)) {
            object.put(field, value);
        }
    }
}
