package dev.holdfast.backup.it.restore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.testkit.vault.VaultFault;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Locks whose creation was on its way when the run that had wanted them was brought to its end by another leader. */
class LateLockTest {

    private final VaultScene scene = new VaultScene();

    @AfterEach
    void stop() {
        scene.close();
    }

    /** Restore {@code r1} has ended, and so has another one after it. Returns the lock of {@code r1} as it was created. */
    private ObjectNode lockOfARunThatIsOver() {
        scene.backedUp("first", "17");
        scene.platform.begin(VaultFault.BACKUPS_HELD);
        scene.backUp("second");
        scene.await("VaultBackup", "second-backup", o -> !o.at("/status/phase").isMissingNode());
        scene.restore("r1", "first");
        scene.awaitReason("r1", "BackupInProgress");
        JsonNode journal = scene.journals().get(0);
        scene.platform.end(VaultFault.BACKUPS_HELD);
        scene.awaitPhase("r1", "Succeeded");
        scene.awaitQuiet();
        scene.restore("r2", "first");
        scene.awaitPhase("r2", "Succeeded");
        scene.awaitQuiet();
        return created(journal);
    }

    private static ObjectNode created(JsonNode stored) {
        ObjectNode again = stored.deepCopy();
        ObjectNode metadata = again.putObject("metadata");
        metadata.set("namespace", stored.at("/metadata/namespace"));
        metadata.set("name", stored.at("/metadata/name"));
        metadata.set("labels", stored.at("/metadata/labels"));
        return again;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aJournalThatComesAfterTheEndOfItsRunIsRemoved() {
        ObjectNode late = lockOfARunThatIsOver();

        scene.apply(late.toString());

        VaultScene.until("the journal is gone", () -> scene.journals().isEmpty());
        assertThat(VaultScene.phase(scene.get("RestoreJob", "r1"))).isEqualTo("Succeeded");
    }

    @Test
    void aLockThatPointsToAJournalWhichIsGoneIsRemoved() {
        ObjectNode late = lockOfARunThatIsOver();
        String journal = late.at("/metadata/name").asText();
        late.withObject("/metadata").put("name", "holdfast-lock-0123456789abcdef0123");
        late.putObject("data").put("primary", base64(journal));

        scene.apply(late.toString());

        VaultScene.until("the lock is gone", () -> scene.journals().isEmpty());
    }
}
