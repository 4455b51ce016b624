package dev.holdfast.backup.it.real;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.engine.BackupEngine;
import dev.holdfast.backup.engine.EngineOptions;
import dev.holdfast.backup.spi.Drivers;
import dev.holdfast.backup.testkit.vault.VaultCluster;
import dev.holdfast.backup.testkit.vault.VaultDriver;
import dev.holdfast.backup.testkit.vault.VaultKind;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An engine with the Vault driver that serves one tenant, with a class of its own. Used by one thread. */
final class VaultEngine implements AutoCloseable {

    private static final String CORE = "backups.cozystack.io/v1alpha1";

    private final VaultTenant tenant;
    private final String system;
    private KubernetesClient client;
    private BackupEngine engine;

    VaultEngine(VaultTenant tenant) {
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
        start();
    }

    private void start() {
        client = tenant.platform.cluster.clientAs(system, "system:masters");
        EngineOptions options = EngineOptions.defaults()
                .withNamespace(system)
                .withIdentity(system)
                .withNamespaces(Set.of(tenant.namespace))
                .withBounds(b -> new EngineOptions.Bounds(
                        b.awaiting(),
                        b.exit(),
                        b.forbiddenGrace(),
                        b.driverGrace(),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        b.safetyPass()));
        engine = BackupEngine.builder()
                .client(client)
                .drivers(Drivers.of(List.of(new VaultDriver())))
                .options(options)
                .alwaysLeader()
                .build();
        engine.start();
    }

    /** The engine goes without a word, and a new one with empty caches takes its place. */
    void crash() {
        close();
        start();
    }

    /** The tenant's application, serving. */
    VaultCluster application() {
        tenant.create(VaultKind.APPLICATION, "db", "{replicas: 2}");
        return tenant.serving("vault-db");
    }

    private void apply(String yaml) {
        tenant.platform.kubectlWith(yaml, "create", "-f");
    }

    void backedUp(VaultCluster cluster, String name, String value) {
        cluster.write("orders", value);
        apply(
                """
                apiVersion: backups.cozystack.io/v1alpha1
                kind: BackupJob
                metadata: {name: %1$s, namespace: %2$s}
                spec: {applicationRef: {kind: Vault, name: db}, backupClassName: %2$s}
                """
                        .formatted(name, tenant.namespace));
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

    String uri(String backup) {
        return find("Backup", backup).orElseThrow().at("/status/artifact/uri").asText();
    }

    /** Waits for the end of a job, and gives its conditions. */
    String awaitPhase(String kind, String name, String phase) {
        VaultTenant.await(() -> find(kind, name)
                .map(o -> o.at("/status/phase").asText())
                .filter(p -> p.equals("Succeeded") || p.equals("Failed"))
                .isPresent());
        JsonNode status = find(kind, name).orElseThrow().path("status");
        if (!status.path("phase").asText().equals(phase)) {
            throw new AssertionError(kind + " " + name + " ended " + status);
        }
        return status.path("conditions").toString();
    }

    private Optional<JsonNode> find(String kind, String name) {
        GenericKubernetesResource found = tenant.platform
                .client
                .genericKubernetesResources(CORE, kind)
                .inNamespace(tenant.namespace)
                .withName(name)
                .get();
        return Optional.ofNullable(found).map(o -> Serialization.jsonMapper().valueToTree(o));
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

    @Override
    public void close() {
        engine.close();
        client.close();
    }
}
