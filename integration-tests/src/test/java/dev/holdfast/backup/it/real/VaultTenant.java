package dev.holdfast.backup.it.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.backup.api.Annotations;
import dev.holdfast.backup.testkit.vault.VaultCluster;
import dev.holdfast.backup.testkit.vault.VaultKind;
import dev.holdfast.backup.testkit.vault.VaultPlatform;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** A namespace of its own with a Vault platform that serves nothing else. */
final class VaultTenant implements AutoCloseable {

    private static final ObjectMapper JSON = Serialization.jsonMapper();

    final VaultPlatform vault;
    final Platform platform;
    final String namespace;

    VaultTenant(Platform platform) {
        this.platform = platform;
        this.namespace = platform.unique("vault-");
        platform.client
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
        this.vault = VaultPlatform.start(platform.client, Clock.systemUTC(), namespace);
    }

    /** The cluster of that name once it serves. */
    VaultCluster serving(String name) {
        VaultCluster cluster = vault.cluster(namespace, name);
        await(() -> cluster.read().isPresent());
        return cluster;
    }

    void create(VaultKind kind, String name, String spec) {
        String yaml = "apiVersion: %s\nkind: %s\nmetadata: {name: %s, namespace: %s}\nspec: %s\n"
                .formatted(kind.apiVersion(), kind.kind(), name, namespace, spec);
        platform.kubectlWith(yaml, "create", "--warnings-as-errors", "-f");
    }

    /** Somebody else's claim that looks like one of the cluster's. Returns its UID. */
    String createVolume(String name, String cluster) {
        String yaml =
                """
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: %s, namespace: %s, labels: {%s: %s}}
                spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
                """
                        .formatted(name, namespace, VaultKind.CLUSTER_LABEL, cluster);
        platform.kubectlWith(yaml, "create", "-f");
        return uid(VaultKind.VOLUME, name);
    }

    void patch(VaultKind kind, String name, String specJson) {
        on(kind, name).patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":" + specJson + "}");
    }

    /** What holds an object although it was deleted; none lets it go. */
    void setFinalizers(VaultKind kind, String name, List<String> finalizers) {
        String list = finalizers.stream().map(f -> '"' + f + '"').collect(Collectors.joining(","));
        on(kind, name).patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":[" + list + "]}}");
    }

    void delete(VaultKind kind, String name, DeletionPropagation propagation) {
        on(kind, name).withPropagationPolicy(propagation).delete();
    }

    Optional<JsonNode> find(VaultKind kind, String name) {
        return Optional.ofNullable(on(kind, name).get()).map(JSON::valueToTree);
    }

    JsonNode get(VaultKind kind, String name) {
        return find(kind, name).orElseThrow(() -> new AssertionError(kind + " " + name + " does not exist"));
    }

    boolean isSuspended() {
        return get(VaultKind.HELM_RELEASE, "vault-db").at("/spec/suspend").asBoolean();
    }

    /** Whether the HelmRelease is as it was before any restore. */
    boolean isReleased() {
        JsonNode release = get(VaultKind.HELM_RELEASE, "vault-db");
        return !release.path("spec").has("suspend")
                && !release.at("/metadata/annotations").has(Annotations.SUSPENDED_BY);
    }

    String uid(VaultKind kind, String name) {
        return get(kind, name).at("/metadata/uid").asText();
    }

    List<String> names(VaultKind kind) {
        return platform
                .client
                .genericKubernetesResources(kind.context())
                .inNamespace(namespace)
                .list()
                .getItems()
                .stream()
                .map(object -> object.getMetadata().getName())
                .toList();
    }

    void deleteNamespace() {
        platform.client.namespaces().withName(namespace).delete();
    }

    void awaitGone() {
        await(this::left, ""::equals);
    }

    /** Why the namespace is still there; empty if it is not. */
    private String left() {
        return Optional.ofNullable(
                        platform.client.namespaces().withName(namespace).get())
                .map(n -> "namespace " + n.getStatus().getConditions())
                .orElse("");
    }

    static void await(Callable<Boolean> condition) {
        await(condition, met -> met);
    }

    /** Patient: the garbage collector asks for new kinds only twice a minute. */
    static <T> void await(Callable<T> value, Predicate<T> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(100))
                .until(value, condition);
    }

    static void awaitRow(VaultCluster cluster, String value) {
        await(() -> cluster.read().equals(Optional.of(Map.of("orders", value))));
    }

    private Resource<GenericKubernetesResource> on(VaultKind kind, String name) {
        return platform.client
                .genericKubernetesResources(kind.context())
                .inNamespace(namespace)
                .withName(name);
    }

    @Override
    public void close() {
        vault.close();
    }
}
