package dev.holdfast.backup.it.real;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.testkit.vault.VaultCluster;
import dev.holdfast.backup.testkit.vault.VaultFault;
import dev.holdfast.backup.testkit.vault.VaultKind;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Backups and restores of one tenant's application {@code db}, with a class and an engine's namespace of its own. */
final class VaultJobs {

    private static final String CORE = "backups.cozystack.io/v1alpha1";

    final String system;
    private final VaultTenant tenant;

    VaultJobs(VaultTenant tenant) {
        this.tenant = tenant;
        this.system = tenant.namespace + "-system";
        tenant.platform
                .client
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(system)
                        .endMetadata()
                        .build())
                .create();
        apply(
                """
                apiVersion: strategy.backups.cozystack.io/v1alpha1
                kind: Vault
                metadata: {name: %1$s}
                spec: {prefix: "backups/%1$s"}
                ---
                apiVersion: backups.cozystack.io/v1alpha1
                kind: BackupClass
                metadata: {name: %1$s}
                spec:
                  strategies:
                    - application: {kind: Vault}
                      strategyRef: {apiGroup: strategy.backups.cozystack.io, kind: Vault, name: %1$s}
                """
                        .formatted(tenant.namespace));
    }

    /** The tenant's application, serving. */
    VaultCluster application() {
        apply(
                """
                apiVersion: apps.cozystack.io/v1alpha1
                kind: Vault
                metadata: {name: db, namespace: %s}
                spec: {replicas: 2}
                """
                        .formatted(tenant.namespace));
        return tenant.serving("vault-db");
    }

    private void apply(String yaml) {
        KubernetesClient client = tenant.platform.client;
        client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .items()
                .forEach(item -> client.resource(item).create());
    }

    void backUp(String name) {
        apply(
                """
                apiVersion: backups.cozystack.io/v1alpha1
                kind: BackupJob
                metadata: {name: %1$s, namespace: %2$s}
                spec: {applicationRef: {kind: Vault, name: db}, backupClassName: %2$s}
                """
                        .formatted(name, tenant.namespace));
    }

    void backedUp(VaultCluster cluster, String name, String value) {
        cluster.write("orders", value);
        backUp(name);
        awaitPhase("BackupJob", name, "Succeeded");
    }

    void restore(String name, String backup) {
        apply(
                """
                apiVersion: backups.cozystack.io/v1alpha1
                kind: RestoreJob
                metadata: {name: %s, namespace: %s}
                spec: {backupRef: {name: %s}}
                """
                        .formatted(name, tenant.namespace, backup));
    }

    /** Restores until the old cluster is gone and the new one is there, which is not filled before that is allowed. */
    void inDanger(String name, String backup) {
        tenant.vault.begin(VaultFault.BOOTSTRAP_HELD);
        restore(name, backup);
        awaitRebuilt();
    }

    /** Waits until there is a cluster that is to be filled from a backup. */
    void awaitRebuilt() {
        VaultTenant.await(() -> tenant.find(VaultKind.CLUSTER, "vault-db")
                .filter(c -> c.at("/spec/bootstrap/restore/uri").isTextual())
                .isPresent());
    }

    String uri(String backup) {
        return get("Backup", backup).at("/status/artifact/uri").asText();
    }

    /** Waits for the end of a job, and gives its conditions. */
    String awaitPhase(String kind, String name, String phase) {
        VaultTenant.await(() -> find(kind, name)
                .map(o -> o.at("/status/phase").asText())
                .filter(p -> p.equals("Succeeded") || p.equals("Failed"))
                .isPresent());
        JsonNode status = get(kind, name).path("status");
        if (!status.path("phase").asText().equals(phase)) {
            throw new AssertionError(kind + " " + name + " ended " + status);
        }
        return status.path("conditions").toString();
    }

    /** Waits until a restore tells that it is in this stage. */
    void awaitStage(String restore, String stage) {
        VaultTenant.await(
                () -> RealWorld.condition(get("RestoreJob", restore), "Ready")
                        .path("message")
                        .asText(),
                message -> message.contains("stage '" + stage + "'"));
    }

    JsonNode get(String kind, String name) {
        return find(kind, name).orElseThrow(() -> new AssertionError(kind + " " + name + " does not exist"));
    }

    Optional<JsonNode> find(String kind, String name) {
        GenericKubernetesResource found = on(kind, name).get();
        return Optional.ofNullable(found).map(o -> Serialization.jsonMapper().valueToTree(o));
    }

    void delete(String kind, String name) {
        on(kind, name).delete();
    }

    void stripFinalizers(String kind, String name) {
        on(kind, name).patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":null}}");
    }

    private Resource<GenericKubernetesResource> on(String kind, String name) {
        return tenant.platform
                .client
                .genericKubernetesResources(CORE, kind)
                .inNamespace(tenant.namespace)
                .withName(name);
    }

    List<Secret> journals() {
        return tenant.platform
                .client
                .secrets()
                .inNamespace(system)
                .withLabel("backups.cozystack.io/journal")
                .list()
                .getItems();
    }

    /** Waits until nothing is locked or suspended any more. */
    void awaitQuiet() {
        VaultTenant.await(() -> journals().isEmpty() && tenant.isReleased());
    }
}
