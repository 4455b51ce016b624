package dev.holdfast.backup.it.restore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.testkit.api.RequestFault;
import dev.holdfast.backup.testkit.vault.VaultFault;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A live cluster is taken apart and comes back from exactly the artifact that was asked for. */
class InPlaceRestoreTest {

    private final VaultScene scene = new VaultScene();

    @AfterEach
    void stop() {
        scene.close();
    }

    @Test
    void restoresTheNamedBackupNotTheNewest() {
        scene.backedUp("first", "17");
        scene.backedUp("second", "18");
        String old = scene.uid("VaultCluster", "vault-db");

        scene.restore("r1", "first");
        JsonNode job = scene.awaitPhase("r1", "Succeeded");

        assertThat(scene.cluster.read()).contains(Map.of("orders", "17"));
        assertThat(scene.uid("VaultCluster", "vault-db")).isNotEqualTo(old);
        assertThat(VaultScene.condition(job, "TargetPurged").path("status").asText())
                .isEqualTo("True");
        scene.awaitQuiet();
    }

    @Test
    void theTenantCanReadWhatIsGoingToHappen() {
        scene.backedUp("first", "17");

        scene.restore("r1", "first");
        JsonNode job = scene.awaitPhase("r1", "Succeeded");

        assertThat(VaultScene.condition(job, "Planned").path("message").asText())
                .contains("read Backup tenant-a/first")
                .contains("suspend HelmRelease tenant-a/vault-db")
                .contains("every PersistentVolumeClaim with vault.example.org/cluster=vault-db")
                .contains("from here on it cannot be undone")
                .contains("delete VaultCluster tenant-a/vault-db")
                .contains("create VaultCluster tenant-a/vault-db")
                .contains("from here on the target is usable again")
                .containsPattern("hash: [0-9a-f]{32}");
    }

    @Test
    void whatAnAdministratorHasSuspendedIsRefusedAndLeftAlone() {
        scene.backedUp("first", "17");
        scene.cluster.write("orders", "18");
        scene.patch("HelmRelease", "vault-db", "{\"spec\":{\"suspend\":true}}");

        scene.restore("r1", "first");
        JsonNode job = scene.awaitPhase("r1", "Failed");

        assertThat(VaultScene.reason(job)).isEqualTo("ReconcilerSuspended");
        assertThat(scene.cluster.read()).contains(Map.of("orders", "18"));
        assertThat(scene.isSuspended()).isTrue();
        assertThat(scene.journals()).isEmpty();
    }

    @Test
    void aHelmActionUnderWayIsWaitedFor() {
        scene.backedUp("first", "17");
        scene.cluster.write("orders", "18");
        scene.platform.begin(VaultFault.HELM_HELD);
        scene.patch("Vault", "db", "{\"spec\":{\"size\":\"2Gi\"}}");
        scene.await("HelmRelease", "vault-db", o -> VaultScene.condition(o, "Reconciling")
                .path("status")
                .asText()
                .equals("True"));

        scene.restore("r1", "first");
        scene.awaitReason("r1", "ReconcilerBusy");
        assertThat(scene.cluster.read()).contains(Map.of("orders", "18"));
        scene.platform.end(VaultFault.HELM_HELD);

        scene.awaitPhase("r1", "Succeeded");
        assertThat(scene.cluster.read()).contains(Map.of("orders", "17"));
        scene.awaitQuiet();
    }

    @Test
    void aTenantWhoEditsTheApplicationDoesNotWakeHelm() {
        scene.backedUp("first", "17");
        scene.platform.begin(VaultFault.BOOTSTRAP_HELD);
        scene.restore("r1", "first");
        scene.await("VaultCluster", "vault-db", o -> o.at("/spec/bootstrap/restore/uri")
                .isTextual());

        scene.patch("Vault", "db", "{\"spec\":{\"size\":\"2Gi\"}}");
        scene.await(
                "HelmRelease",
                "vault-db",
                o -> o.at("/spec/values/size").asText().equals("2Gi")
                        && o.at("/spec/suspend").asBoolean());
        scene.platform.end(VaultFault.BOOTSTRAP_HELD);

        scene.awaitPhase("r1", "Succeeded");
        assertThat(scene.cluster.read()).contains(Map.of("orders", "17"));
        scene.awaitQuiet();
    }

    @Test
    void aVolumeThatAppearsBeforeTheDeletionGoesToo() {
        scene.backedUp("first", "17");
        scene.platform.begin(VaultFault.HELM_HELD);
        scene.patch("Vault", "db", "{\"spec\":{\"size\":\"2Gi\"}}");
        scene.restore("r1", "first");
        scene.awaitReason("r1", "ReconcilerBusy");

        String volume = scene.cluster.addVolume();
        String uid = scene.uid("PersistentVolumeClaim", volume);
        scene.platform.end(VaultFault.HELM_HELD);

        scene.awaitPhase("r1", "Succeeded");
        assertThat(scene.find("PersistentVolumeClaim", volume)
                        .map(v -> v.at("/metadata/uid").asText()))
                .isNotEqualTo(java.util.Optional.of(uid));
        assertThat(scene.cluster.read()).contains(Map.of("orders", "17"));
    }

    @Test
    void aPlanWhoseTargetWasMadeAnewMeanwhileIsMadeAgain() {
        scene.backedUp("first", "17");
        scene.platform.begin(VaultFault.HELM_HELD);
        scene.patch("Vault", "db", "{\"spec\":{\"size\":\"2Gi\"}}");
        scene.restore("r1", "first");
        scene.awaitReason("r1", "ReconcilerBusy");

        scene.cluster.recreate();
        scene.platform.end(VaultFault.HELM_HELD);

        scene.awaitPhase("r1", "Succeeded");
        assertThat(scene.cluster.read()).contains(Map.of("orders", "17"));
        scene.awaitQuiet();
    }

    @Test
    void whatTheServerWouldRefuseLaterStopsTheRestoreBeforeAnythingIsTouched() {
        scene.backedUp("first", "17");
        scene.cluster.write("orders", "18");
        String old = scene.uid("VaultCluster", "vault-db");
        scene.patch("Backup", "first", "{\"status\":{\"artifact\":{\"uri\":\"s3://broken\"}}}");

        scene.restore("r1", "first");
        JsonNode job = scene.awaitPhase("r1", "Failed");

        assertThat(VaultScene.reason(job)).isEqualTo("Rejected");
        assertThat(VaultScene.message(job)).contains("again").contains("bootstrap.restore.uri");
        assertThat(scene.uid("VaultCluster", "vault-db")).isEqualTo(old);
        assertThat(scene.cluster.read()).contains(Map.of("orders", "18"));
        assertThat(scene.get("VaultCluster", "vault-db").at("/spec/paused").asBoolean())
                .isFalse();
        scene.awaitQuiet();
    }

    @Test
    void whatTheServerCannotTryIsNotTakenForRefused() {
        scene.backedUp("first", "17");
        scene.api
                .faults()
                .add(RequestFault.on(i -> i.verb().equals("create")
                                && i.parameter("dryRun").equals("All"))
                        .failing(
                                400,
                                "BadRequest",
                                "admission webhook \"vaults.example.org\" does not support dry run"));

        scene.restore("r1", "first");

        scene.awaitPhase("r1", "Succeeded");
        assertThat(scene.cluster.read()).contains(Map.of("orders", "17"));
    }
}
