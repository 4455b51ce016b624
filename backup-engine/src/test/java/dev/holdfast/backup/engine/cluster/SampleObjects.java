package dev.holdfast.backup.engine.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Map;

/** Objects for tests. */
final class SampleObjects {

    private SampleObjects() {}

    static GenericKubernetesResource of(
            String apiVersion, String kind, String name, String uid, String version, Map<String, String> labels) {
        GenericKubernetesResource object = new GenericKubernetesResource();
        object.setApiVersion(apiVersion);
        object.setKind(kind);
        ObjectMeta metadata = new ObjectMeta();
        metadata.setNamespace("ns");
        metadata.setName(name);
        metadata.setUid(uid);
        metadata.setResourceVersion(version);
        metadata.setLabels(labels);
        object.setMetadata(metadata);
        return object;
    }

    static GenericKubernetesResource job(String uid, String version) {
        return of("batch/v1", "Job", "a", uid, version, Map.of());
    }
}
