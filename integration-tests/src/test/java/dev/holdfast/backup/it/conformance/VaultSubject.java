package dev.holdfast.backup.it.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdfast.backup.spi.BackupDriver;
import dev.holdfast.backup.testkit.conformance.DriverSubject;
import dev.holdfast.backup.testkit.conformance.Operation;
import dev.holdfast.backup.testkit.conformance.OperatorSimulator;
import dev.holdfast.backup.testkit.conformance.OperatorState;
import dev.holdfast.backup.testkit.s3.MemoryS3;
import dev.holdfast.backup.testkit.vault.VaultDriver;
import dev.holdfast.backup.testkit.vault.VaultPlatform;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The Vault driver, or one that passes itself off as it. */
public final class VaultSubject implements DriverSubject {

    private final String name;
    private final Supplier<BackupDriver> driver;

    /** The real one. */
    public VaultSubject() {
        this("Vault", VaultDriver::new);
    }

    /** Another driver for Vaults. */
    public VaultSubject(String name, Supplier<BackupDriver> driver) {
        this.name = name;
        this.driver = driver;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public BackupDriver driver() {
        return driver.get();
    }

    @Override
    public List<CustomResourceDefinition> definitions() {
        return VaultPlatform.crds();
    }

    @Override
    public String strategy() {
        return """
               apiVersion: strategy.backups.cozystack.io/v1alpha1
               kind: Vault
               metadata: {name: vault}
               spec: {prefix: backups}
               """;
    }

    private static String vault(String name, int replicas) {
        return """
               apiVersion: apps.cozystack.io/v1alpha1
               kind: Vault
               metadata: {name: %s, namespace: tenant-a}
               spec: {replicas: %d, size: 1Gi}
               """
                .formatted(name, replicas);
    }

    @Override
    public String application() {
        return vault("db", 2);
    }

    @Override
    public String bystander() {
        return vault("other", 1);
    }

    @Override
    public Optional<String> copy() {
        return Optional.of(vault("copy", 1));
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.BACKUP, Operation.RESTORE, Operation.COPY, Operation.RECLAIM, Operation.INSPECT);
    }

    @Override
    public Optional<String> surroundings() {
        return Optional.of(
                """
                apiVersion: v1
                kind: Secret
                metadata: {name: vault-login, namespace: tenant-a}
                stringData: {password: canary-5e90d4}
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: vault-store, namespace: tenant-a}
                stringData: {accessKey: %s, secretKey: canary-88b1f0}
                """
                        .formatted(MemoryS3.ACCESS_KEY));
    }

    @Override
    public JsonNode options() {
        return JsonNodeFactory.instance.objectNode().put("withoutServing", false);
    }

    @Override
    public List<JsonNode> wrongOptions() {
        return List.of(
                JsonNodeFactory.instance.objectNode().put("withoutServing", "perhaps"),
                JsonNodeFactory.instance.objectNode().put("nobodyKnows", 1));
    }

    @Override
    public List<OperatorState> states() {
        return VaultStates.all();
    }

    @Override
    public OperatorSimulator start(KubernetesClient client) {
        return new VaultSimulator(client);
    }
}
