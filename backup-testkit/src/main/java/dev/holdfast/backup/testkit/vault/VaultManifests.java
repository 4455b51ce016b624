package dev.holdfast.backup.testkit.vault;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** What the platform creates. Pure functions. */
final class VaultManifests {

    private VaultManifests() {}

    /** HelmRelease and cluster of an application bear the same name. */
    static String release(String application) {
        return "vault-" + application;
    }

    /** Everything that the apps API says about a release; what is not here does not survive an edit of the application. */
    static VaultObject helmRelease(VaultObject application) {
        String name = release(application.name());
        Map<String, Object> metadata = Map.of(
                "namespace", application.namespace(),
                "name", name,
                "labels",
                        Map.of(
                                "apps.cozystack.io/application.group", "apps.cozystack.io",
                                "apps.cozystack.io/application.kind", VaultKind.APPLICATION.kind(),
                                "apps.cozystack.io/application.name", application.name()),
                "annotations", Map.of(),
                "ownerReferences", owner(VaultKind.APPLICATION, application));
        Map<String, Object> spec = Map.of(
                "chartRef", Map.of("kind", "ExternalArtifact", "name", "vault"),
                "interval", "5m",
                "values", application.at("/spec"));
        return object(VaultKind.HELM_RELEASE, metadata, spec);
    }

    /** The chart's only template, with the values of a release. */
    static VaultObject cluster(VaultObject release) {
        JsonNode values = release.at("/spec/values");
        return cluster(
                release.namespace(),
                release.name(),
                values.path("replicas").asInt(1),
                values.path("size").asText("1Gi"));
    }

    static VaultObject cluster(String namespace, String name, int replicas, String volumeSize) {
        return object(
                VaultKind.CLUSTER,
                Map.of("namespace", namespace, "name", name),
                Map.of("replicas", replicas, "volumeSize", volumeSize));
    }

    static VaultObject member(VaultObject cluster, int ordinal) {
        return object(
                VaultKind.MEMBER,
                Map.of(
                        "namespace", cluster.namespace(),
                        "name", cluster.name() + "-" + ordinal,
                        "labels", Map.of(VaultKind.CLUSTER_LABEL, cluster.name()),
                        "ownerReferences", owner(VaultKind.CLUSTER, cluster)),
                Map.of("clusterName", cluster.name(), "ordinal", ordinal));
    }

    static VaultObject volume(VaultObject cluster, VaultObject member, String prefix) {
        return object(
                VaultKind.VOLUME,
                Map.of(
                        "namespace", member.namespace(),
                        "name", prefix + member.name(),
                        "labels", Map.of(VaultKind.CLUSTER_LABEL, cluster.name()),
                        "ownerReferences", owner(VaultKind.MEMBER, member)),
                Map.of(
                        "accessModes", List.of("ReadWriteOnce"),
                        "resources", Map.of("requests", Map.of("storage", cluster.at("/spec/volumeSize")))));
    }

    private static VaultObject object(VaultKind kind, Map<String, ?> metadata, Map<String, ?> spec) {
        return VaultObject.of(
                Map.of("apiVersion", kind.apiVersion(), "kind", kind.kind(), "metadata", metadata, "spec", spec));
    }

    private static List<Map<String, Object>> owner(VaultKind kind, VaultObject owner) {
        return List.of(Map.of(
                "apiVersion", kind.apiVersion(),
                "kind", kind.kind(),
                "name", owner.name(),
                "uid", owner.uid(),
                "controller", true,
                "blockOwnerDeletion", true));
    }
}
