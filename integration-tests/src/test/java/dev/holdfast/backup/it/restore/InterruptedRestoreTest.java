package dev.holdfast.backup.it.restore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.testkit.api.RequestFault;
import dev.holdfast.backup.testkit.api.RequestInfo;
import dev.holdfast.backup.testkit.vault.VaultFault;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Restores that are cut short: by a crash, a cancel, a lost artifact, a tenant. */
class InterruptedRestoreTest {

    private final VaultScene scene = new VaultScene();

    @AfterEach
    void stop() {
        scene.close();
    }

    /** Past the point of no return: the old cluster is gone, the new one is not filled yet. */
    private void inDanger(String restore, String backup) {
        scene.platform.begin(VaultFault.BOOTSTRAP_HELD);
        scene.restore(restore, backup);
        scene.await("VaultCluster", "vault-db", o -> o.at("/spec/bootstrap/restore/uri")
                .isTextual());
    }

    private void interrupted() {
        scene.backedUp("first", "17");
        scene.backedUp("second", "18");
        inDanger("r1", "first");
        scene.platform.loseArtifact(
                scene.get("Backup", "first").at("/status/artifact/uri").asText());
        scene.platform.end(VaultFault.BOOTSTRAP_HELD);
        scene.awaitReason("r1", "RestoreInterrupted");
    }

    @Test
    void anEngineThatDiesPastThePointOfNoReturnIsFollowedByOneThatFinishes() {
        scene.backedUp("first", "17");
        inDanger("r1", "first");

        scene.crash();
        scene.platform.end(VaultFault.BOOTSTRAP_HELD);

        scene.awaitPhase("r1", "Succeeded");
        assertThat(scene.cluster.read()).contains(Map.of("orders", "17"));
        scene.awaitQuiet();
    }

    @Test
    void aCancelBeforeThePointOfNoReturnLeavesEverythingAsItWas() {
        scene.backedUp("first", "17");
        scene.cluster.write("orders", "18");
        String old = scene.uid("VaultCluster", "vault-db");
        scene.platform.begin(VaultFault.HELM_HELD);
        scene.patch("Vault", "db", "{\"spec\":{\"size\":\"2Gi\"}}");
        scene.restore("r1", "first");
        scene.awaitReason("r1", "ReconcilerBusy");
        assertThat(scene.isSuspended()).isTrue();

        scene.delete("RestoreJob", "r1");

        scene.awaitGone("RestoreJob", "r1");
        scene.awaitQuiet();
        scene.platform.end(VaultFault.HELM_HELD);
        assertThat(scene.uid("VaultCluster", "vault-db")).isEqualTo(old);
        scene.awaitRow("18");
    }

    @Test
    void aCancelPastThePointOfNoReturnGoesForwardUntilItIsSafe() {
        scene.backedUp("first", "17");
        inDanger("r1", "first");

        scene.delete("RestoreJob", "r1");
        scene.awaitReason("r1", "CancelPending");
        assertThat(scene.isSuspended()).isTrue();
        scene.platform.end(VaultFault.BOOTSTRAP_HELD);

        scene.awaitGone("RestoreJob", "r1");
        scene.awaitQuiet();
        scene.awaitRow("17");
    }

    @Test
    void aClusterThatSomebodyDeletesBeforeItIsStartedIsNotAwaited() {
        scene.backedUp("first", "17");
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch deleted = new CountDownLatch(1);
        scene.api
                .faults()
                .add(RequestFault.on(i -> looksForTheNewCluster(i, looking)).waitingFor(deleted));
        scene.restore("r1", "first");
        VaultScene.until("the engine looks for what it is to start", () -> looking.getCount() == 0);

        scene.delete("VaultCluster", "vault-db");
        scene.awaitGone("VaultCluster", "vault-db");
        deleted.countDown();

        JsonNode job = scene.awaitReason("r1", "RestoreInterrupted");
        assertThat(VaultScene.message(job)).contains("'start'", "ChildVanished", "VaultCluster tenant-a/vault-db");
        assertThat(scene.isSuspended()).isTrue();
    }

    private boolean looksForTheNewCluster(RequestInfo request, CountDownLatch looking) {
        boolean here = request.user().equals("engine")
                && request.verb().equals("get")
                && request.target().resource().equals("vaultclusters")
                && scene.find("VaultCluster", "vault-db")
                        .filter(c -> c.at("/spec/bootstrap/restore/uri").isTextual())
                        .isPresent();
        if (here) {
            looking.countDown();
        }
        return here;
    }

    @Test
    void aRestoreThatFailsHalfwayKeepsHelmSuspendedAndSaysHowToGoOn() {
        interrupted();

        JsonNode job = scene.get("RestoreJob", "r1");
        assertThat(VaultScene.message(job))
                .contains("VaultBootstrapFailed")
                .contains("the next RestoreJob of it takes over")
                .contains("HelmRelease tenant-a/vault-db (spec.suspend)");
        assertThat(scene.isSuspended()).isTrue();
        assertThat(scene.lock()).isEqualTo("interrupted");
    }

    @Test
    void theNextRestoreTakesAnInterruptedOneOver() {
        interrupted();

        scene.restore("r2", "second");

        scene.awaitPhase("r2", "Succeeded");
        assertThat(scene.cluster.read()).contains(Map.of("orders", "18"));
        scene.awaitQuiet();
    }

    @Test
    void anInterruptedRestoreIsTakenOverAfterTheLastPieceOfTheClusterIsGone() {
        interrupted();
        scene.delete("VaultCluster", "vault-db");
        scene.awaitGone("VaultCluster", "vault-db");

        scene.crash();
        scene.restore("r2", "second");

        scene.awaitPhase("r2", "Succeeded");
        assertThat(scene.cluster.read()).contains(Map.of("orders", "18"));
        assertThat(scene.get("VaultCluster", "vault-db").at("/spec/replicas").asInt())
                .isEqualTo(2);
        scene.awaitQuiet();
    }

    @Test
    void whileARestoreIsInterruptedNoEditOfTheApplicationWakesHelm() {
        interrupted();
        scene.delete("VaultCluster", "vault-db");
        scene.awaitGone("VaultCluster", "vault-db");

        scene.patch("Vault", "db", "{\"spec\":{\"size\":\"3Gi\"}}");

        scene.await(
                "HelmRelease",
                "vault-db",
                o -> o.at("/spec/values/size").asText().equals("3Gi")
                        && o.at("/spec/suspend").asBoolean());
        scene.restore("r2", "second");
        scene.awaitPhase("r2", "Succeeded");
        assertThat(scene.cluster.read()).contains(Map.of("orders", "18"));
    }

    @Test
    void aTakeOverThatIsRefusedLeavesTheInterruptionAsItWas() {
        interrupted();

        scene.restore("r2", "first", "options: {dryRun: true}");
        scene.awaitPhase("r2", "Succeeded");
        scene.patch("Backup", "second", "{\"status\":{\"artifact\":{\"uri\":\"s3://broken\"}}}");
        scene.restore("r3", "second");
        scene.awaitPhase("r3", "Failed");

        VaultScene.until("the interruption is back", () -> scene.lock().equals("interrupted"));
        assertThat(scene.isSuspended()).isTrue();
        assertThat(scene.isMarked()).isTrue();
    }

    @Test
    void aRestoreJobThatIsForceDeletedHalfwayLeavesALockThatTheNextOneTakesOver() {
        scene.backedUp("first", "17");
        inDanger("r1", "first");

        scene.delete("RestoreJob", "r1");
        scene.patch("RestoreJob", "r1", "{\"metadata\":{\"finalizers\":null}}");
        scene.awaitGone("RestoreJob", "r1");
        VaultScene.until("it counts as interrupted", () -> scene.lock().equals("interrupted"));
        assertThat(scene.isSuspended()).isTrue();
        scene.platform.end(VaultFault.BOOTSTRAP_HELD);

        scene.restore("r2", "first");
        scene.awaitPhase("r2", "Succeeded");
        assertThat(scene.cluster.read()).contains(Map.of("orders", "17"));
        scene.awaitQuiet();
    }

    @Test
    void anApplicationThatIsDeletedAfterAnInterruptionTakesTheLockAlong() {
        interrupted();

        scene.delete("Vault", "db");

        VaultScene.until("no lock is held", () -> scene.journals().isEmpty());
    }
}
