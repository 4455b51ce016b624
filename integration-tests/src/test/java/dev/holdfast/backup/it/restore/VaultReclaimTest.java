package dev.holdfast.backup.it.restore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.testkit.s3.MemoryS3;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The operator's objects go, and the artifact, which outlives them, is erased by the engine. */
class VaultReclaimTest {

    private final VaultScene scene = new VaultScene();

    @AfterEach
    void stop() {
        scene.close();
    }

    private void storeIsDeclared() {
        scene.apply(
                """
                apiVersion: v1
                kind: Secret
                metadata: {name: vault-store, namespace: tenant-a}
                stringData: {accessKey: %s, secretKey: any}
                """
                        .formatted(MemoryS3.ACCESS_KEY));
        scene.patchClass(
                """
                {"spec": {"deletionPolicy": "Delete", "strategies": [{
                  "application": {"kind": "Vault"},
                  "strategyRef": {"apiGroup": "strategy.backups.cozystack.io", "kind": "Vault", "name": "vault"},
                  "parameters": {
                    "store.backups.cozystack.io/endpoint": "%s",
                    "store.backups.cozystack.io/bucket": "vault",
                    "store.backups.cozystack.io/prefix": "backups/",
                    "store.backups.cozystack.io/secretName": "vault-store"}}]}}
                """
                        .formatted(scene.platform.storeEndpoint()));
    }

    @Test
    void theOperatorsObjectAndTheArtifactGoAndThoseOfOtherBackupsStay() {
        storeIsDeclared();
        scene.backedUp("first", "17");
        scene.backedUp("second", "18");
        String uri = scene.get("Backup", "first").at("/status/artifact/uri").asText();
        String other = scene.get("Backup", "second").at("/status/artifact/uri").asText();

        scene.delete("Backup", "first");

        scene.awaitGone("Backup", "first");
        assertThat(scene.platform.artifact(uri)).isEmpty();
        assertThat(scene.platform.artifact(other)).isPresent();
        assertThat(scene.api.objects("vault.example.org/v1", "VaultBackup")).hasSize(1);
        scene.awaitQuiet();
    }

    @Test
    void withoutADeclaredStoreTheBackupSaysThatItsDataIsKept() {
        scene.patchClass("{\"spec\": {\"deletionPolicy\": \"Delete\"}}");
        scene.backedUp("first", "17");
        String uri = scene.get("Backup", "first").at("/status/artifact/uri").asText();

        scene.delete("Backup", "first");

        JsonNode kept = scene.await("Backup", "first", b -> VaultScene.condition(b, "CleanedUp")
                .path("reason")
                .asText()
                .equals("DataRetained"));
        assertThat(VaultScene.condition(kept, "CleanedUp").path("message").asText())
                .contains("StoreNotDeclared");
        assertThat(scene.platform.artifact(uri)).isPresent();
    }
}
