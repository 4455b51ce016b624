package dev.holdfast.backup.it.restore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.holdfast.backup.api.CoreCrds;
import dev.holdfast.backup.engine.BackupEngine;
import dev.holdfast.backup.engine.EngineOptions;
import dev.holdfast.backup.spi.BackupDriver;
import dev.holdfast.backup.spi.Drivers;
import dev.holdfast.backup.testkit.api.SimulatedApi;
import dev.holdfast.backup.testkit.schema.SchemaAdmission;
import dev.holdfast.backup.testkit.vault.VaultCluster;
import dev.holdfast.backup.testkit.vault.VaultDriver;
import dev.holdfast.backup.testkit.vault.VaultPlatform;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** A tenant's Vault {@code db} with its operator, its HelmRelease, a backup class and an engine, for one test. */
final class VaultScene implements AutoCloseable {

    static final String NS = "tenant-a";
    private static final String CORE = "backups.cozystack.io/v1alpha1";
    private static final String BOOTSTRAP =
            """
            apiVersion: v1
            kind: Namespace
            metadata: {name: tenant-a}
            ---
            apiVersion: v1
            kind: Namespace
            metadata: {name: holdfast-system}
            ---
            apiVersion: strategy.backups.cozystack.io/v1alpha1
            kind: Vault
            metadata: {name: vault}
            spec: {prefix: "backups/{{ .Application.metadata.name }}"}
            ---
            apiVersion: backups.cozystack.io/v1alpha1
            kind: BackupClass
            metadata: {name: daily}
            spec:
              strategies:
                - application: {kind: Vault}
                  strategyRef: {apiGroup: strategy.backups.cozystack.io, kind: Vault, name: vault}
            ---
            apiVersion: apps.cozystack.io/v1alpha1
            kind: Vault
            metadata: {name: db, namespace: tenant-a}
            spec: {replicas: 2, size: 1Gi}
            """;

    final SimulatedApi api;
    final VaultPlatform platform;
    final VaultCluster cluster;
    private final KubernetesClient client;
    private final KubernetesClient operator;
    private BackupEngine engine;

    VaultScene() {
        api = SimulatedApi.builder().admission(new SchemaAdmission()).start();
        client = api.client("tenant");
        operator = api.client("vault-operator");
        CoreCrds.all().forEach(crd -> client.resource(crd).create());
        client.resource(CoreCrds.restoreGrants()).create();
        VaultPlatform.crds().forEach(crd -> client.resource(crd).create());
        platform = VaultPlatform.start(operator, InstantSource.system());
        cluster = platform.cluster(NS, "vault-db");
        apply(BOOTSTRAP);
        engine = engine(new VaultDriver());
        until("the vault serves", () -> cluster.read().isPresent());
    }

    private BackupEngine engine(BackupDriver driver) {
        EngineOptions options = EngineOptions.defaults()
                .withBounds(b -> new EngineOptions.Bounds(
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(2),
                        Duration.ofMillis(300),
                        Duration.ofMillis(500),
                        Duration.ofMinutes(5)));
        BackupEngine made = BackupEngine.builder()
                .client(api.client("engine"))
                .drivers(Drivers.of(List.of(driver)))
                .options(options)
                .alwaysLeader()
                .build();
        made.start();
        return made;
    }

    BackupEngine engine() {
        return engine;
    }

    /** The engine goes without a word, and a new one with empty caches takes its place. */
    void crash() {
        crashInto(new VaultDriver());
    }

    void crashInto(BackupDriver driver) {
        engine.close();
        engine = engine(driver);
    }

    void apply(String yaml) {
        client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .items()
                .forEach(item -> client.resource(item).create());
    }

    /** Writes one row and takes a backup of it. */
    void backedUp(String backup, String value) {
        cluster.write("orders", value);
        backUp(backup);
        await("BackupJob", backup, o -> phase(o).equals("Succeeded"));
    }

    void backUp(String backup) {
        apply(
                """
                apiVersion: backups.cozystack.io/v1alpha1
                kind: BackupJob
                metadata: {name: %s, namespace: tenant-a}
                spec: {applicationRef: {kind: Vault, name: db}, backupClassName: daily}
                """
                        .formatted(backup));
    }

    void restore(String name, String backup) {
        restore(name, backup, "");
    }

    void restore(String name, String backup, String more) {
        apply(
                """
                apiVersion: backups.cozystack.io/v1alpha1
                kind: RestoreJob
                metadata: {name: %s, namespace: tenant-a}
                spec: {backupRef: {name: %s}%s}
                """
                        .formatted(name, backup, more.isEmpty() ? "" : ", " + more));
    }

    void delete(String kind, String name) {
        client.genericKubernetesResources(apiVersion(kind), kind)
                .inNamespace(NS)
                .withName(name)
                .delete();
    }

    void patch(String kind, String name, String mergePatch) {
        client.genericKubernetesResources(apiVersion(kind), kind)
                .inNamespace(NS)
                .withName(name)
                .patch(PatchContext.of(PatchType.JSON_MERGE), mergePatch);
    }

    void patchSystem(String kind, String name, String mergePatch) {
        client.genericKubernetesResources(apiVersion(kind), kind)
                .inNamespace("holdfast-system")
                .withName(name)
                .patch(PatchContext.of(PatchType.JSON_MERGE), mergePatch);
    }

    void patchStatus(String restore, String mergePatch) {
        client.genericKubernetesResources(CORE, "RestoreJob")
                .inNamespace(NS)
                .withName(restore)
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), mergePatch);
    }

    void deleteNamespace() {
        client.namespaces().withName(NS).delete();
    }

    void patchClass(String mergePatch) {
        client.genericKubernetesResources(CORE, "BackupClass")
                .withName("daily")
                .patch(PatchContext.of(PatchType.JSON_MERGE), mergePatch);
    }

    private static String apiVersion(String kind) {
        return switch (kind) {
            case "HelmRelease" -> "helm.toolkit.fluxcd.io/v2";
            case "VaultCluster", "VaultMember", "VaultBackup" -> "vault.example.org/v1";
            case "Vault" -> "apps.cozystack.io/v1alpha1";
            case "PersistentVolumeClaim", "Secret", "Event", "Namespace" -> "v1";
            default -> CORE;
        };
    }

    Optional<JsonNode> find(String kind, String name) {
        return api.objects(apiVersion(kind), kind).stream()
                .map(JsonNode.class::cast)
                .filter(o -> o.at("/metadata/name").asText().equals(name))
                .findFirst();
    }

    JsonNode get(String kind, String name) {
        return find(kind, name).orElseThrow(() -> new AssertionError(kind + " " + name + " does not exist"));
    }

    JsonNode await(String kind, String name, Predicate<JsonNode> condition) {
        return Awaitility.await(kind + " " + name)
                .atMost(30, TimeUnit.SECONDS)
                .pollInterval(20, TimeUnit.MILLISECONDS)
                .until(() -> find(kind, name).orElse(MissingNode.getInstance()), condition);
    }

    JsonNode awaitPhase(String name, String phase) {
        return await("RestoreJob", name, o -> phase(o).equals(phase));
    }

    JsonNode awaitReason(String name, String reason) {
        return await("RestoreJob", name, o -> reason(o).equals(reason));
    }

    void awaitGone(String kind, String name) {
        until(kind + " " + name + " is gone", () -> find(kind, name).isEmpty());
    }

    void awaitRow(String value) {
        until("the row is " + value, () -> cluster.read()
                .filter(rows -> rows.equals(Map.of("orders", value)))
                .isPresent());
    }

    static void until(String what, Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(30, TimeUnit.SECONDS)
                .pollInterval(20, TimeUnit.MILLISECONDS)
                .until(condition);
    }

    static String phase(JsonNode object) {
        return object.at("/status/phase").asText();
    }

    static JsonNode condition(JsonNode object, String type) {
        for (JsonNode c : object.at("/status/conditions")) {
            if (c.path("type").asText().equals(type)) {
                return c;
            }
        }
        return MissingNode.getInstance();
    }

    static String reason(JsonNode object) {
        return condition(object, "Ready").path("reason").asText();
    }

    static String message(JsonNode object) {
        return condition(object, "Ready").path("message").asText();
    }

    String uid(String kind, String name) {
        return get(kind, name).at("/metadata/uid").asText();
    }

    List<JsonNode> journals() {
        return api.objects("v1", "Secret").stream()
                .map(JsonNode.class::cast)
                .filter(s -> s.at("/metadata/labels/backups.cozystack.io~1journal")
                        .asText()
                        .equals("true"))
                .toList();
    }

    /** {@code open} or {@code interrupted}; empty if nothing is locked. */
    String lock() {
        return journals().stream()
                .map(s -> new String(
                        Base64.getDecoder().decode(s.at("/data/state").asText()), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }

    boolean isSuspended() {
        return get("HelmRelease", "vault-db").at("/spec/suspend").asBoolean();
    }

    boolean isMarked() {
        return get("HelmRelease", "vault-db").at("/metadata/annotations").has("backups.cozystack.io/suspended-by");
    }

    /** Nothing is locked, suspended or marked any more. */
    void awaitQuiet() {
        until("no lock is held", () -> journals().isEmpty());
        until("the HelmRelease is as it was", () -> !isSuspended() && !isMarked());
    }

    @Override
    public void close() {
        engine.close();
        platform.close();
        operator.close();
        client.close();
        api.close();
    }
}
