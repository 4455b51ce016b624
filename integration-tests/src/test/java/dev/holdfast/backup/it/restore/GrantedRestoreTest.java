package dev.holdfast.backup.it.restore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.testkit.vault.VaultCluster;
import dev.holdfast.backup.testkit.vault.VaultFault;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A rebuild of the cluster of another namespace, which has granted it. */
class GrantedRestoreTest {

    private static final String INTO_COPY =
            "targetApplicationRef: {kind: Vault, name: copy}, options: {targetNamespace: tenant-b%s}";

    private final VaultScene scene = new VaultScene();
    private final VaultCluster copy = scene.platform.cluster("tenant-b", "vault-copy");

    @BeforeEach
    void grant() {
        scene.apply(
                """
                apiVersion: v1
                kind: Namespace
                metadata: {name: tenant-b}
                ---
                apiVersion: apps.cozystack.io/v1alpha1
                kind: Vault
                metadata: {name: copy, namespace: tenant-b}
                spec: {replicas: 2, size: 1Gi}
                ---
                apiVersion: backups.cozystack.io/v1alpha1
                kind: RestoreGrant
                metadata: {name: neighbours, namespace: tenant-b}
                spec: {from: [{namespace: tenant-a, kinds: [Vault]}]}
                """);
        VaultScene.until("the copy serves", () -> copy.read().isPresent());
        copy.write("orders", "theirs");
        scene.backedUp("first", "17");
        scene.cluster.write("orders", "18");
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    private void awaitUntouchedHere() {
        assertThat(scene.cluster.read()).contains(Map.of("orders", "18"));
        scene.awaitQuiet();
        assertThat(scene.get("HelmRelease", "vault-copy").at("/spec/suspend").asBoolean())
                .isFalse();
    }

    @Test
    void theClusterThereIsRebuiltAndTheOneHereIsNot() {
        scene.restore("r1", "first", INTO_COPY.formatted(""));

        scene.awaitPhase("r1", "Succeeded");
        assertThat(copy.read()).contains(Map.of("orders", "17"));
        awaitUntouchedHere();
    }

    @Test
    void theSafetyBackupBelongsToTheNamespaceWhoseDataItHolds() {
        scene.platform.begin(VaultFault.BOOTSTRAP_HELD);
        scene.restore("r1", "first", INTO_COPY.formatted(", safetyBackup: true"));
        scene.await("VaultCluster", "vault-copy", o -> o.at("/spec/bootstrap/restore/uri")
                .isTextual());
        JsonNode backup = scene.api.objects("backups.cozystack.io/v1alpha1", "Backup").stream()
                .map(JsonNode.class::cast)
                .filter(b -> !b.at("/metadata/name").asText().equals("first"))
                .findFirst()
                .orElseThrow();
        assertThat(backup.at("/metadata/namespace").asText()).isEqualTo("tenant-b");
        assertThat(scene.platform.artifact(backup.at("/status/artifact/uri").asText()))
                .contains(Map.of("orders", "theirs"));

        scene.platform.loseArtifact(
                scene.get("Backup", "first").at("/status/artifact/uri").asText());
        scene.platform.end(VaultFault.BOOTSTRAP_HELD);

        assertThat(VaultScene.message(scene.awaitReason("r1", "RestoreInterrupted")))
                .contains("What was there before is in Backup "
                        + backup.at("/metadata/name").asText() + " in namespace tenant-b");
    }

    @Test
    void anEngineThatDiesHalfwayIsFollowedByOneThatFinishes() {
        scene.platform.begin(VaultFault.BOOTSTRAP_HELD);
        scene.restore("r1", "first", INTO_COPY.formatted(""));
        scene.await("VaultCluster", "vault-copy", o -> o.at("/spec/bootstrap/restore/uri")
                .isTextual());

        scene.crash();
        scene.platform.end(VaultFault.BOOTSTRAP_HELD);

        scene.awaitPhase("r1", "Succeeded");
        assertThat(copy.read()).contains(Map.of("orders", "17"));
        awaitUntouchedHere();
    }

    @Test
    void aRestoreJobThatIsForceDeletedHalfwayLeavesALockThatAnOwnRestoreThereTakesOver() {
        scene.platform.begin(VaultFault.BOOTSTRAP_HELD);
        scene.restore("r1", "first", INTO_COPY.formatted(""));
        scene.await("VaultCluster", "vault-copy", o -> o.at("/spec/bootstrap/restore/uri")
                .isTextual());
        scene.patch("RestoreJob", "r1", "{\"metadata\":{\"finalizers\":null}}");
        scene.delete("RestoreJob", "r1");
        VaultScene.until("interrupted", () -> scene.lock().equals("interrupted"));
        assertThat(scene.get("HelmRelease", "vault-copy").at("/spec/suspend").asBoolean())
                .isTrue();

        scene.platform.end(VaultFault.BOOTSTRAP_HELD);
        scene.restore("r2", "first", INTO_COPY.formatted(""));

        scene.awaitPhase("r2", "Succeeded");
        assertThat(copy.read()).contains(Map.of("orders", "17"));
        awaitUntouchedHere();
    }
}
