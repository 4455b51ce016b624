package dev.holdfast.backup.it.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.api.Annotations;
import dev.holdfast.backup.testkit.vault.VaultCluster;
import dev.holdfast.backup.testkit.vault.VaultPlatform;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** Two Vault clusters of a tenant: {@code db}, of which there are two Backups, and {@code other}, which nobody is to touch. */
final class Vaults implements AutoCloseable {

    private static final String APPLICATIONS =
            """
            apiVersion: strategy.backups.cozystack.io/v1alpha1
            kind: Vault
            metadata: {name: vault}
            spec: {prefix: backups}
            ---
            apiVersion: apps.cozystack.io/v1alpha1
            kind: Vault
            metadata: {name: db, namespace: tenant-a}
            spec: {replicas: 2, size: 1Gi}
            ---
            apiVersion: apps.cozystack.io/v1alpha1
            kind: Vault
            metadata: {name: other, namespace: tenant-a}
            spec: {replicas: 1, size: 1Gi}
            """;

    private final Platform cluster;
    private final VaultPlatform platform;

    Vaults(Platform cluster) {
        this.cluster = cluster;
        KubernetesClient operator = cluster.client("vault-operator");
        VaultPlatform.crds().forEach(crd -> operator.resource(crd).create());
        platform = VaultPlatform.start(operator, InstantSource.system());
        cluster.apply(APPLICATIONS);
        write("other", "theirs");
        backedUp("older");
        backedUp("newer");
        write("db", "live");
    }

    private VaultCluster vault(String application) {
        return platform.cluster(Platform.NS, "vault-" + application);
    }

    private void write(String application, String value) {
        until(() -> vault(application).read().isPresent());
        vault(application).write("rows", value);
    }

    private void backedUp(String name) {
        write("db", name);
        cluster.apply(
                """
                apiVersion: vault.example.org/v1
                kind: VaultBackup
                metadata: {name: %s, namespace: tenant-a}
                spec: {clusterName: vault-db, key: backups}
                """
                        .formatted(name));
        until(() -> uri(name).isPresent());
        cluster.apply(
                """
                apiVersion: backups.cozystack.io/v1alpha1
                kind: Backup
                metadata: {name: %1$s, namespace: tenant-a}
                spec:
                  applicationRef: {apiGroup: apps.cozystack.io, kind: Vault, name: db}
                  strategyRef: {apiGroup: strategy.backups.cozystack.io, kind: Vault, name: vault}
                  takenAt: "2026-04-01T00:00:00Z"
                  driverMetadata: {vault-backup: %1$s}
                status:
                  phase: Ready
                  artifact: {uri: "%2$s"}
                """
                        .formatted(name, uri(name).orElseThrow()));
    }

    private Optional<String> uri(String backup) {
        return cluster.find("VaultBackup", backup)
                .map(b -> b.at("/status/artifact/uri").asText())
                .filter(uri -> !uri.isEmpty());
    }

    private static void until(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .pollDelay(Duration.ZERO)
                .until(condition);
    }

    /** What is not as it has to be after a restore of the older Backup ended like this. */
    List<String> wrong(boolean succeeded, boolean interrupted) {
        List<String> wrong = new ArrayList<>();
        Optional<Map<String, String>> rows = vault("db").read();
        String expected = succeeded ? "older" : "live";
        Scenario.expect(
                wrong,
                interrupted || rows.equals(Optional.of(Map.of("rows", expected))),
                "the cluster holds " + rows + " and not " + expected);
        Scenario.expect(
                wrong,
                vault("other").read().equals(Optional.of(Map.of("rows", "theirs"))),
                "the other cluster was touched");
        JsonNode release = cluster.find("HelmRelease", "vault-db").orElseThrow();
        boolean suspended = release.at("/spec/suspend").asBoolean();
        boolean marked = release.at("/metadata/annotations").has(Annotations.SUSPENDED_BY);
        Scenario.expect(wrong, suspended == interrupted, "the HelmRelease has suspend=" + suspended);
        Scenario.expect(wrong, marked == interrupted, "the HelmRelease is" + (marked ? "" : " not") + " marked");
        JsonNode live = cluster.find("VaultCluster", "vault-db").orElseThrow();
        Scenario.expect(wrong, interrupted || !live.at("/spec/paused").asBoolean(), "the cluster is left paused");
        return wrong;
    }

    @Override
    public void close() {
        platform.close();
    }
}
