package dev.holdfast.backup.engine.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is kept of an object. Pure functions, but for what they say they change. */
final class StoredForm {

    private static final String RUN_CONDITION = "backups.cozystack.io/Run";
    private static final Set<String> TERMINAL = Set.of("Succeeded", "Failed");

    private StoredForm() {}

    /** The object itself, relieved of its managed fields: they are half of its size and nobody reads them. */
    static GenericKubernetesResource whole(GenericKubernetesResource object) {
        object.getMetadata().setManagedFields(List.of());
        return object;
    }

    /** The same for a run, without the record that a run of terminal phase does not need any more. */
    static GenericKubernetesResource run(GenericKubernetesResource object) {
        whole(object);
        if (object.getAdditionalProperties().get("status") instanceof Map<?, ?> status
                && TERMINAL.contains(String.valueOf(status.get("phase")))) {
            object.setAdditionalProperty("status", withoutRecord(status));
        }
        return object;
    }

    private static Map<Object, Object> withoutRecord(Map<?, ?> status) {
        Map<Object, Object> reduced = new LinkedHashMap<>(status);
        reduced.remove("run");
        if (reduced.get("conditions") instanceof List<?> conditions) {
            reduced.put(
                    "conditions",
                    conditions.stream()
                            .filter(c -> !(c instanceof Map<?, ?> m && RUN_CONDITION.equals(m.get("type"))))
                            .toList());
        }
        return reduced;
    }

    /** Address, identity, version and labels in a new object. */
    static GenericKubernetesResource metadata(GenericKubernetesResource object) {
        ObjectMeta from = object.getMetadata();
        ObjectMeta to = new ObjectMeta();
        to.setName(from.getName());
        to.setNamespace(from.getNamespace());
        to.setUid(from.getUid());
        to.setResourceVersion(from.getResourceVersion());
        to.setLabels(from.getLabels());
        to.setDeletionTimestamp(from.getDeletionTimestamp());
        GenericKubernetesResource reduced = new GenericKubernetesResource();
        reduced.setApiVersion(object.getApiVersion());
        reduced.setKind(object.getKind());
        reduced.setMetadata(to);
        return reduced;
    }
}
