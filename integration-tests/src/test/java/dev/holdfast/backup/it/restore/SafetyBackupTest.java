package dev.holdfast.backup.it.restore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.testkit.vault.VaultFault;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The way back is taken before the restore touches anything. */
class SafetyBackupTest {

    private final VaultScene scene = new VaultScene();

    @AfterEach
    void stop() {
        scene.close();
    }

    private void classAsksForIt() {
        scene.patchClass("{\"metadata\":{\"annotations\":{\"backups.cozystack.io/safety-backup\":\"true\"}}}");
    }

    @Test
    void whatIsThereIsBackedUpUnderTheSameLock() {
        classAsksForIt();
        scene.backedUp("first", "17");
        scene.cluster.write("orders", "18");

        scene.restore("r1", "first");

        scene.awaitPhase("r1", "Succeeded");
        assertThat(scene.cluster.read()).contains(Map.of("orders", "17"));
        String uri = scene.get("Backup", "r1-safety").at("/status/artifact/uri").asText();
        assertThat(scene.platform.artifact(uri)).contains(Map.of("orders", "18"));
        scene.awaitQuiet();
    }

    @Test
    void aFailedRestoreNamesTheWayBack() {
        scene.backedUp("first", "17");
        scene.cluster.write("orders", "18");
        scene.platform.begin(VaultFault.BOOTSTRAP_HELD);
        scene.restore("r1", "first", "options: {safetyBackup: true}");
        scene.await("VaultCluster", "vault-db", o -> o.at("/spec/bootstrap/restore/uri")
                .isTextual());
        scene.platform.loseArtifact(
                scene.get("Backup", "first").at("/status/artifact/uri").asText());
        scene.platform.end(VaultFault.BOOTSTRAP_HELD);

        JsonNode job = scene.awaitReason("r1", "RestoreInterrupted");
        assertThat(VaultScene.message(job)).contains("What was there before is in Backup r1-safety");
        scene.restore("r2", "r1-safety");

        scene.awaitPhase("r2", "Succeeded");
        assertThat(scene.cluster.read()).contains(Map.of("orders", "18"));
        scene.awaitQuiet();
    }

    @Test
    void aTargetThatCannotBeBackedUpIsNotTouched() {
        classAsksForIt();
        scene.backedUp("first", "17");
        scene.cluster.write("orders", "18");
        scene.platform.begin(VaultFault.BACKUPS_FAIL);

        scene.restore("r1", "first");

        JsonNode job = scene.awaitReason("r1", "SafetyBackupFailed");
        assertThat(VaultScene.message(job)).contains("r1-safety").contains("options.safetyBackup to false");
        assertThat(scene.cluster.read()).contains(Map.of("orders", "18"));
        scene.awaitQuiet();
    }

    @Test
    void whoeverAsksForTheRestoreMayDoWithout() {
        classAsksForIt();
        scene.backedUp("first", "17");

        scene.restore("r1", "first", "options: {safetyBackup: false}");

        scene.awaitPhase("r1", "Succeeded");
        assertThat(scene.find("BackupJob", "r1-safety")).isEmpty();
    }

    @Test
    void anEngineThatDiesMeanwhileIsFollowedByOneThatGoesOn() {
        scene.backedUp("first", "17");
        scene.cluster.write("orders", "18");
        scene.platform.begin(VaultFault.BACKUPS_HELD);
        scene.restore("r1", "first", "options: {safetyBackup: true}");
        scene.awaitReason("r1", "SafetyBackup");

        scene.crash();
        scene.platform.end(VaultFault.BACKUPS_HELD);

        scene.awaitPhase("r1", "Succeeded");
        assertThat(scene.cluster.read()).contains(Map.of("orders", "17"));
        assertThat(scene.find("Backup", "r1-safety")).isPresent();
        scene.awaitQuiet();
    }
}
