package dev.holdfast.backup.testkit.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.testkit.api.SimulatedApi;
import dev.holdfast.backup.testkit.schema.SchemaAdmission;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** An API simulator with a Vault platform and a note of every state that was ever stored, for one test. */
final class VaultWorld implements AutoCloseable {

    static final String NS = "default";

    final SimulatedApi api =
            SimulatedApi.builder().admission(new SchemaAdmission()).start();
    final KubernetesClient client = api.client("tenant");
    final VaultPlatform platform;
    private final KubernetesClient operator = api.client("vault");
    private final List<String> states = new CopyOnWriteArrayList<>();

    VaultWorld() {
        this(VaultPlatform.crds());
    }

    VaultWorld(List<CustomResourceDefinition> crds) {
        crds.forEach(crd -> client.resource(crd).create());
        api.subscribe(change -> note(change.object()));
        platform = VaultPlatform.start(operator, api.clock());
    }

    /** An application and its serving cluster. */
    VaultCluster install(String application) {
        create(VaultKind.APPLICATION, application, "spec: {replicas: 2}");
        return serving("vault-" + application);
    }

    VaultCluster serving(String cluster) {
        VaultCluster found = platform.cluster(NS, cluster);
        until(() -> found.read().isPresent());
        return found;
    }

    void create(VaultKind kind, String name, String more) {
        String yaml = "apiVersion: %s\nkind: %s\nmetadata: {name: %s, namespace: %s}\n%s\n"
                .formatted(kind.apiVersion(), kind.kind(), name, NS, more);
        client.resource(Serialization.unmarshal(yaml, GenericKubernetesResource.class))
                .create();
    }

    /** Backs the cluster up; returns the URI. */
    String backUp(String cluster, String name) {
        create(VaultKind.BACKUP, name, "spec: {clusterName: " + cluster + ", key: backups/a}");
        return await(VaultKind.BACKUP, name, backup -> backup.at("/status/phase")
                        .asText()
                        .equals("Complete"))
                .at("/status/artifact/uri")
                .asText();
    }

    /** A cluster filled from an artifact. */
    void bootstrap(String cluster, String uri) {
        create(
                VaultKind.CLUSTER,
                cluster,
                "spec: {replicas: 2, volumeSize: 1Gi, bootstrap: {restore: {uri: '" + uri + "'}}}");
    }

    Optional<ObjectNode> find(VaultKind kind, String name) {
        return api.objects(kind.apiVersion(), kind.kind()).stream()
                .filter(object -> object.at("/metadata/name").asText().equals(name))
                .findFirst();
    }

    List<String> names(VaultKind kind) {
        return api.objects(kind.apiVersion(), kind.kind()).stream()
                .map(object -> object.at("/metadata/name").asText())
                .toList();
    }

    String uid(VaultKind kind, String name) {
        return find(kind, name)
                .map(object -> object.at("/metadata/uid").asText())
                .orElse("");
    }

    JsonNode await(VaultKind kind, String name, Predicate<ObjectNode> condition) {
        until(() -> find(kind, name).filter(condition).isPresent());
        return find(kind, name).orElseThrow();
    }

    void awaitState(String cluster, VaultState state) {
        await(VaultKind.CLUSTER, cluster, object -> object.at("/status/conditions/0/reason")
                .asText()
                .equals(state.word()));
    }

    void patch(VaultKind kind, String name, String merge) {
        on(kind, name).patch(PatchContext.of(PatchType.JSON_MERGE), Serialization.asJson(yaml(merge)));
    }

    void suspend(String release, boolean suspended) {
        patch(VaultKind.HELM_RELEASE, release, "spec: {suspend: " + suspended + "}");
    }

    void delete(VaultKind kind, String name) {
        on(kind, name).delete();
    }

    void deleteNamespace() {
        client.namespaces().withName(NS).delete();
    }

    /** Every state that an object of the kind was ever stored with, without repetition in a row. */
    List<String> states(VaultKind kind, String name) {
        String prefix = kind + " " + name + " ";
        List<String> all = states.stream()
                .filter(state -> state.startsWith(prefix))
                .map(state -> state.substring(prefix.length()))
                .toList();
        return IntStream.range(0, all.size())
                .filter(i -> i == 0 || !all.get(i).equals(all.get(i - 1)))
                .mapToObj(all::get)
                .toList();
    }

    static void until(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(10))
                .until(condition);
    }

    @Override
    public void close() {
        platform.close();
        operator.close();
        client.close();
        api.close();
    }

    private Resource<GenericKubernetesResource> on(VaultKind kind, String name) {
        return client.genericKubernetesResources(kind.context()).inNamespace(NS).withName(name);
    }

    private void note(ObjectNode object) {
        String name = object.at("/metadata/name").asText();
        switch (object.path("kind").asText()) {
            case "VaultCluster" -> note(VaultKind.CLUSTER, name, reason(object, "Available"));
            case "VaultBackup" ->
                note(VaultKind.BACKUP, name, object.at("/status/phase").asText());
            case "HelmRelease" -> note(VaultKind.HELM_RELEASE, name, reason(object, "Ready"));
            default -> {}
        }
    }

    private void note(VaultKind kind, String name, String state) {
        if (!state.isEmpty()) {
            states.add(kind + " " + name + " " + state);
        }
    }

    private static String reason(ObjectNode object, String type) {
        return object.at("/status/conditions")
                .valueStream()
                .filter(condition -> condition.path("type").asText().equals(type))
                .map(condition -> condition.path("reason").asText())
                .findFirst()
                .orElse("");
    }

    private static Map<?, ?> yaml(String text) {
        return Serialization.unmarshal(text, Map.class);
    }
}
