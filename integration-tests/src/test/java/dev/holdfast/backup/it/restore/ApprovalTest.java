package dev.holdfast.backup.it.restore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Plans that wait until somebody has approved their hash. */
class ApprovalTest {

    private final VaultScene scene = new VaultScene();

    @AfterEach
    void stop() {
        scene.close();
    }

    private static String hash(JsonNode job) {
        String plan = VaultScene.condition(job, "Planned").path("message").asText();
        return plan.substring(plan.lastIndexOf(' ') + 1);
    }

    private void approve(String restore, String hash) {
        scene.patch(
                "RestoreJob",
                restore,
                "{\"metadata\":{\"annotations\":{\"backups.cozystack.io/approve\":\"" + hash + "\"}}}");
    }

    @Test
    void aDestructiveRestoreWaitsForItsHashAndLocksNothingMeanwhile() {
        scene.patchClass("{\"spec\":{\"approval\":\"Destructive\"}}");
        scene.backedUp("first", "17");

        scene.restore("r1", "first");
        JsonNode waiting = scene.awaitReason("r1", "ApprovalRequired");
        assertThat(scene.journals()).isEmpty();
        scene.backedUp("second", "18");
        approve("r1", hash(waiting));

        scene.awaitPhase("r1", "Succeeded");
        assertThat(scene.cluster.read()).contains(Map.of("orders", "17"));
    }

    @Test
    void anApprovalOfAnotherPlanDoesNotCount() {
        scene.patchClass("{\"spec\":{\"approval\":\"Always\"}}");
        scene.backedUp("first", "17");
        scene.restore("r1", "first");
        JsonNode waiting = scene.awaitReason("r1", "ApprovalRequired");

        approve("r1", "0123456789abcdef0123456789abcdef");
        JsonNode stale = scene.awaitReason("r1", "ApprovalStale");

        assertThat(VaultScene.message(stale)).contains("0123456789abcdef").contains(hash(waiting));
        approve("r1", hash(waiting));
        scene.awaitPhase("r1", "Succeeded");
    }

    @Test
    void aPlanThatHasChangedSinceItWasApprovedWaitsAgain() {
        scene.patchClass("{\"spec\":{\"approval\":\"Always\"}}");
        scene.backedUp("first", "17");
        scene.restore("r1", "first");
        String old = hash(scene.awaitReason("r1", "ApprovalRequired"));

        String uid = scene.uid("VaultCluster", "vault-db");
        scene.cluster.recreate();
        scene.await(
                "VaultCluster",
                "vault-db",
                o -> !o.at("/metadata/uid").asText().equals(uid)
                        && VaultScene.condition(o, "Available")
                                .path("status")
                                .asText()
                                .equals("True"));
        approve("r1", old);

        JsonNode stale = scene.awaitReason("r1", "ApprovalStale");
        assertThat(hash(stale)).isNotEqualTo(old);
        assertThat(scene.journals()).isEmpty();
        approve("r1", hash(stale));
        scene.awaitPhase("r1", "Succeeded");
    }

    @Test
    void whereOnlyAdministratorsApproveAnAnnotationDoesNotCount() {
        scene.patchClass("{\"metadata\":{\"annotations\":{\"backups.cozystack.io/approval\":\"Always\","
                + "\"backups.cozystack.io/approvers\":\"Admin\"}}}");
        scene.backedUp("first", "17");
        scene.restore("r1", "first");
        JsonNode waiting = scene.awaitReason("r1", "ApprovalRequired");

        approve("r1", hash(waiting));
        scene.crash();

        assertThat(VaultScene.message(scene.awaitReason("r1", "ApprovalRequired")))
                .contains("an administrator has to approve");
        assertThat(scene.journals()).isEmpty();
    }

    @Test
    void aClassThatSaysWhatNobodyKnowsStopsTheRestoreWithAClearWord() {
        scene.patchClass("{\"metadata\":{\"annotations\":{\"backups.cozystack.io/approval\":\"Sometimes\"}}}");
        scene.backedUp("first", "17");

        scene.restore("r1", "first");

        JsonNode job = scene.awaitPhase("r1", "Failed");
        assertThat(VaultScene.message(job))
                .contains("Always, Destructive or Never")
                .contains("Sometimes");
    }
}
