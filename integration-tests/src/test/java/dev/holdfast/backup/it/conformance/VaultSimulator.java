package dev.holdfast.backup.it.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.spi.ApplicationRef;
import dev.holdfast.backup.testkit.conformance.OperatorSimulator;
import dev.holdfast.backup.testkit.vault.VaultCluster;
import dev.holdfast.backup.testkit.vault.VaultFault;
import dev.holdfast.backup.testkit.vault.VaultKind;
import dev.holdfast.backup.testkit.vault.VaultPlatform;
import dev.holdfast.backup.testkit.vault.VaultState;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The Vault platform, with one row in each Vault. */
final class VaultSimulator implements OperatorSimulator {

    private static final String ROW = "row";

    private final KubernetesClient client;
    private final VaultPlatform platform;

    VaultSimulator(KubernetesClient client) {
        this.client = client;
        platform = VaultPlatform.start(client, InstantSource.system());
    }

    void begin(VaultFault fault) {
        platform.begin(fault);
    }

    void end(VaultFault fault) {
        platform.end(fault);
    }

    /** Helm is at an upgrade of the application, and comes to no end. */
    void beginUpgrade() {
        platform.begin(VaultFault.HELM_HELD);
        client.genericKubernetesResources(VaultKind.APPLICATION.context())
                .inNamespace("tenant-a")
                .withName("db")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"size\":\"2Gi\"}}");
        Awaitility.await("Helm begins").atMost(10, TimeUnit.SECONDS).until(() -> client.genericKubernetesResources(
                        VaultKind.HELM_RELEASE.context())
                .inNamespace("tenant-a")
                .withName("vault-db")
                .get()
                .toString()
                .contains(VaultState.HELM_PROGRESSING.word()));
    }

    private VaultCluster cluster(ApplicationRef application) {
        return platform.cluster(application.namespace(), "vault-" + application.name());
    }

    @Override
    public void write(ApplicationRef application, String value) {
        cluster(application).write(ROW, value);
    }

    @Override
    public Optional<String> read(ApplicationRef application) {
        return cluster(application).read().map(VaultSimulator::row);
    }

    private static String row(Map<String, String> rows) {
        return rows.getOrDefault(ROW, "");
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of(
                "store.backups.cozystack.io/endpoint",
                platform.storeEndpoint(),
                "store.backups.cozystack.io/bucket",
                VaultPlatform.BUCKET,
                "store.backups.cozystack.io/secretName",
                "vault-store");
    }

    /** The operator finds an artifact by its VaultBackup, though its bytes stay in the store without. */
    @Override
    public Optional<String> artifact(JsonNode backup) {
        String name = backup.at("/spec/driverMetadata/vault-backup").asText();
        boolean known = !name.isEmpty()
                && client.genericKubernetesResources(VaultKind.BACKUP.context())
                                .inNamespace(backup.at("/metadata/namespace").asText())
                                .withName(name)
                                .get()
                        != null;
        return known ? platform.artifact(uri(backup)).map(VaultSimulator::row) : Optional.empty();
    }

    private static String uri(JsonNode backup) {
        return backup.at("/status/artifact/uri").asText();
    }

    @Override
    public void lose(JsonNode backup) {
        platform.loseArtifact(uri(backup));
        client.genericKubernetesResources(VaultKind.BACKUP.context())
                .inNamespace(backup.at("/metadata/namespace").asText())
                .withName(backup.at("/spec/driverMetadata/vault-backup").asText())
                .delete();
    }

    @Override
    public List<String> unsettled() {
        return client
                .genericKubernetesResources(VaultKind.CLUSTER.context())
                .inAnyNamespace()
                .list()
                .getItems()
                .stream()
                .filter(c -> Boolean.TRUE.equals(c.get("spec", "paused")))
                .map(c -> "VaultCluster " + c.getMetadata().getName() + " is left paused")
                .toList();
    }

    @Override
    public void close() {
        platform.close();
    }
}
