package dev.holdfast.backup.testkit.vault;

import static dev.holdfast.backup.testkit.vault.VaultWorld.NS;
import static dev.holdfast.backup.testkit.vault.VaultWorld.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.testkit.api.FaultPlan;
import dev.holdfast.backup.testkit.api.RequestFault;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clusters, their data and their backups. */
class VaultOperatorTest {

    private final VaultWorld world = new VaultWorld();

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void aClusterBootstrappedFromABackupHoldsTheRowsOfThatBackup() {
        VaultCluster cluster = world.install("db");
        cluster.write("orders", "17");
        String digest = cluster.digest().orElseThrow();
        String uri = world.backUp("vault-db", "first");
        cluster.write("orders", "18");
        world.backUp("vault-db", "second");

        world.bootstrap("copy", uri);

        VaultCluster copy = world.serving("copy");
        assertThat(copy.read()).contains(Map.of("orders", "17"));
        assertThat(copy.digest()).contains(digest);
        assertThat(world.states(VaultKind.CLUSTER, "copy")).containsExactly("Bootstrapping", "QuorumHealthy");
    }

    @Test
    void aBackupSaysWhatItStored() {
        VaultCluster cluster = world.install("db");
        cluster.write("orders", "17");

        String uri = world.backUp("vault-db", "first");

        JsonNode artifact = world.find(VaultKind.BACKUP, "first").orElseThrow().at("/status/artifact");
        assertThat(uri).isEqualTo("s3://vault/backups/a/first");
        assertThat(artifact.path("digest").asText()).isEqualTo(cluster.digest().orElseThrow());
        assertThat(artifact.path("sizeBytes").asLong()).isPositive();
        assertThat(artifact.path("takenAt").asText()).endsWith("Z");
        assertThat(world.states(VaultKind.BACKUP, "first")).containsExactly("Pending", "Running", "Complete");
        world.delete(VaultKind.BACKUP, "first");
        assertThat(world.platform.artifact(uri)).contains(Map.of("orders", "17"));
    }

    @Test
    void aLostArtifactFailsTheBootstrapForGood() {
        world.install("db");
        String uri = world.backUp("vault-db", "first");
        world.platform.loseArtifact(uri);

        world.bootstrap("copy", uri);

        world.awaitState("copy", VaultState.BOOTSTRAP_FAILED);
        assertThat(world.platform.cluster(NS, "copy").read()).isEmpty();
        assertThatThrownBy(() -> world.patch(VaultKind.CLUSTER, "copy", "spec: {bootstrap: null}"))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("spec.bootstrap cannot be added or removed");
        assertThatThrownBy(() -> world.patch(
                        VaultKind.CLUSTER, "copy", "spec: {bootstrap: {restore: {uri: 's3://vault/backups/a/b'}}}"))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("spec.bootstrap is immutable");
        world.delete(VaultKind.CLUSTER, "copy");
        until(() -> world.names(VaultKind.VOLUME).stream().noneMatch(name -> name.contains("copy")));
    }

    @Test
    void aNewClusterWaitsForTheVolumesOfTheOldOne() {
        world.install("db").write("orders", "17");
        world.patch(VaultKind.VOLUME, "data-vault-db-0", "metadata: {finalizers: [example.org/hold]}");
        String uid = world.uid(VaultKind.VOLUME, "data-vault-db-0");

        world.delete(VaultKind.CLUSTER, "vault-db");

        world.await(VaultKind.CLUSTER, "vault-db", object -> object.at("/status/conditions/0/message")
                .asText()
                .contains("PersistentVolumeClaim data-vault-db-0"));
        assertThat(world.platform.cluster(NS, "vault-db").read()).isEmpty();
        world.patch(VaultKind.VOLUME, "data-vault-db-0", "metadata: {finalizers: null}");
        assertThat(world.serving("vault-db").read()).contains(Map.of());
        assertThat(world.uid(VaultKind.VOLUME, "data-vault-db-0")).isNotEqualTo(uid);
    }

    @Test
    void aLostVolumeIsFilledFromAnotherAndTheLastOneCannotBe() {
        VaultCluster cluster = world.install("db");
        cluster.write("orders", "17");
        String uid = world.uid(VaultKind.VOLUME, "data-vault-db-0");

        world.delete(VaultKind.VOLUME, "data-vault-db-0");
        world.await(VaultKind.VOLUME, "data-vault-db-0", object -> !object.at("/metadata/uid")
                .asText()
                .equals(uid));
        world.patch(VaultKind.APPLICATION, "db", "spec: {replicas: 1}");
        until(() -> world.names(VaultKind.VOLUME).equals(List.of("data-vault-db-0")));
        assertThat(world.serving("vault-db").read()).contains(Map.of("orders", "17"));

        world.delete(VaultKind.VOLUME, "data-vault-db-0");
        world.awaitState("vault-db", VaultState.QUORUM_LOST);
        assertThat(cluster.read()).isEmpty();
    }

    @Test
    void aVolumeAddedLaterHoldsTheDataAndGoesWithTheCluster() {
        VaultCluster cluster = world.install("db");
        cluster.write("orders", "17");

        String volume = cluster.addVolume();

        String owner = world.find(VaultKind.VOLUME, volume)
                .orElseThrow()
                .at("/metadata/ownerReferences/0/uid")
                .asText();
        assertThat(owner).isEqualTo(world.uid(VaultKind.MEMBER, "vault-db-0"));
        world.suspend("vault-db", true);
        world.delete(VaultKind.CLUSTER, "vault-db");
        until(() -> world.names(VaultKind.VOLUME).isEmpty());
    }

    @Test
    void aRecreatedClusterIsAnotherOneAndEmpty() {
        VaultCluster cluster = world.install("db");
        cluster.write("orders", "17");
        String uid = world.uid(VaultKind.CLUSTER, "vault-db");

        cluster.recreate();

        assertThat(world.uid(VaultKind.CLUSTER, "vault-db")).isNotEqualTo(uid);
        assertThat(world.serving("vault-db").read()).contains(Map.of());
    }

    @Test
    void aPausedClusterIsLeftAlone() {
        VaultCluster cluster = world.install("db");
        world.patch(VaultKind.CLUSTER, "vault-db", "spec: {paused: true}");
        world.patch(VaultKind.APPLICATION, "db", "spec: {replicas: 3}");
        world.await(
                VaultKind.CLUSTER,
                "vault-db",
                object -> object.at("/spec/replicas").asInt() == 3);
        world.install("later");

        assertThat(world.names(VaultKind.MEMBER)).doesNotContain("vault-db-2");
        assertThat(cluster.read()).isPresent();
        world.patch(VaultKind.CLUSTER, "vault-db", "spec: {paused: null}");
        until(() -> world.names(VaultKind.MEMBER).contains("vault-db-2"));
    }

    @Test
    void aHeldBootstrapMakesVolumesButDoesNotServe() {
        world.platform.begin(VaultFault.BOOTSTRAP_HELD);
        world.create(VaultKind.APPLICATION, "db", "spec: {}");
        until(() -> world.names(VaultKind.VOLUME).contains("data-vault-db-0"));

        world.awaitState("vault-db", VaultState.BOOTSTRAPPING);
        assertThat(world.platform.cluster(NS, "vault-db").read()).isEmpty();
        assertThatThrownBy(() -> world.platform.cluster(NS, "vault-db").write("orders", "17"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not serve");

        world.platform.end(VaultFault.BOOTSTRAP_HELD);
        world.serving("vault-db");
    }

    @Test
    void aStoppedOperatorLeavesBackupsUntouchedUntilItGoesOn() {
        world.install("db");
        world.platform.begin(VaultFault.OPERATOR_STOPPED);
        world.create(VaultKind.BACKUP, "first", "spec: {clusterName: vault-db, key: a}");
        world.create(VaultKind.APPLICATION, "later", "spec: {}");
        until(() -> world.find(VaultKind.CLUSTER, "vault-later").isPresent());
        assertThat(world.find(VaultKind.BACKUP, "first").orElseThrow().has("status"))
                .isFalse();

        world.platform.end(VaultFault.OPERATOR_STOPPED);

        world.await(VaultKind.BACKUP, "first", object -> phase(object).equals("Complete"));
        world.serving("vault-later");
    }

    @Test
    void backupsCanBeHeldAndFail() {
        world.install("db");
        world.platform.begin(VaultFault.BACKUPS_HELD);
        world.create(VaultKind.BACKUP, "held", "spec: {clusterName: vault-db, key: a}");
        world.await(VaultKind.BACKUP, "held", object -> phase(object).equals("Running"));
        world.platform.begin(VaultFault.BACKUPS_FAIL);

        world.platform.end(VaultFault.BACKUPS_HELD);

        JsonNode failed =
                world.await(VaultKind.BACKUP, "held", object -> phase(object).equals("Failed"));
        assertThat(failed.at("/status/message").asText()).isEqualTo("the store refused the data");
        assertThat(world.platform.artifact("s3://vault/a/held")).isEmpty();
    }

    @Test
    void aBackupCanBeReportedCompleteThoughNothingWasStored() {
        world.install("db");
        world.platform.begin(VaultFault.BACKUPS_EMPTY);

        world.create(VaultKind.BACKUP, "empty", "spec: {clusterName: vault-db, key: a}");

        JsonNode backup =
                world.await(VaultKind.BACKUP, "empty", object -> phase(object).equals("Complete"));
        assertThat(backup.at("/status").has("artifact")).isFalse();
        assertThat(world.platform.artifact("s3://vault/a/empty")).isEmpty();
    }

    @Test
    void aBackupOfNoClusterFailsAndOneOfAClusterThatStartsWaits() {
        world.create(VaultKind.BACKUP, "early", "spec: {clusterName: vault-db, key: a}");
        world.await(VaultKind.BACKUP, "early", object -> phase(object).equals("Failed"));
        world.platform.begin(VaultFault.BOOTSTRAP_HELD);
        world.create(VaultKind.APPLICATION, "db", "spec: {}");
        world.awaitState("vault-db", VaultState.BOOTSTRAPPING);
        world.create(VaultKind.BACKUP, "waiting", "spec: {clusterName: vault-db, key: a}");
        world.await(VaultKind.BACKUP, "waiting", object -> phase(object).equals("Pending"));

        world.platform.end(VaultFault.BOOTSTRAP_HELD);

        world.await(VaultKind.BACKUP, "waiting", object -> phase(object).equals("Complete"));
    }

    @Test
    void refusedWritesLostAnswersAndExpiredWatchesOnlyDelayIt() {
        FaultPlan faults = world.api.faults();
        faults.add(RequestFault.on("create", "vaultclusters").times(1).failing(409, "Conflict"));
        faults.add(RequestFault.on("create", "vaultmembers").times(1).losingTheAnswer());
        faults.add(RequestFault.on("create", "persistentvolumeclaims").times(1).failing(403, "Forbidden"));
        world.install("db").write("orders", "17");
        String uid = world.uid(VaultKind.CLUSTER, "vault-db");

        world.api.watches().expireAll();
        world.delete(VaultKind.CLUSTER, "vault-db");

        until(() -> !Set.of("", uid).contains(world.uid(VaultKind.CLUSTER, "vault-db")));
        assertThat(world.serving("vault-db").read()).contains(Map.of());
        assertThat(world.names(VaultKind.MEMBER)).containsExactly("vault-db-0", "vault-db-1");
    }

    @Test
    void eachStateIsSpelledOncePerKind() {
        Stream<String> words = Arrays.stream(VaultState.values()).map(state -> state.kind() + " " + state.word());
        assertThat(words).doesNotHaveDuplicates();
    }

    private static String phase(JsonNode backup) {
        return backup.at("/status/phase").asText();
    }
}
