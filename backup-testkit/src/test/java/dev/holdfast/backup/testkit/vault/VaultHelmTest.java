package dev.holdfast.backup.testkit.vault;

import static dev.holdfast.backup.testkit.vault.VaultWorld.NS;
import static dev.holdfast.backup.testkit.vault.VaultWorld.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Helm and the apps API do behind everybody's back. */
class VaultHelmTest {

    private final VaultWorld world = new VaultWorld();

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void aNewApplicationGetsAnEmptyServingCluster() {
        VaultCluster cluster = world.install("db");

        assertThat(cluster.read()).contains(Map.of());
        assertThat(world.names(VaultKind.MEMBER)).containsExactly("vault-db-0", "vault-db-1");
        assertThat(world.names(VaultKind.VOLUME)).containsExactly("data-vault-db-0", "data-vault-db-1");
        assertThat(world.states(VaultKind.CLUSTER, "vault-db")).containsExactly("Bootstrapping", "QuorumHealthy");
        world.await(VaultKind.HELM_RELEASE, "vault-db", VaultHelmTest::settled);
        assertThat(world.states(VaultKind.HELM_RELEASE, "vault-db")).containsExactly("Progressing", "InstallSucceeded");
    }

    @Test
    void deletingAClusterDestroysItsDataAndHelmRebuildsItEmpty() {
        VaultCluster cluster = world.install("db");
        cluster.write("orders", "17");
        String uid = world.uid(VaultKind.CLUSTER, "vault-db");
        String id = clusterId();

        world.delete(VaultKind.CLUSTER, "vault-db");

        until(() -> cluster.read().equals(Optional.of(Map.of())));
        assertThat(world.uid(VaultKind.CLUSTER, "vault-db")).isNotEqualTo(uid);
        assertThat(clusterId()).isNotEqualTo(id);
    }

    @Test
    void aSuspendedReleaseRebuildsNothingUntilItIsResumed() {
        VaultCluster cluster = world.install("db");
        world.suspend("vault-db", true);

        world.delete(VaultKind.CLUSTER, "vault-db");
        until(() -> world.names(VaultKind.VOLUME).isEmpty());
        world.install("later");

        assertThat(world.find(VaultKind.CLUSTER, "vault-db")).isEmpty();
        assertThat(cluster.read()).isEmpty();
        world.suspend("vault-db", false);
        world.serving("vault-db");
    }

    @Test
    void editingTheApplicationDropsSuspendAndForeignAnnotations() {
        world.install("db");
        String uid = world.uid(VaultKind.HELM_RELEASE, "vault-db");
        world.patch(
                VaultKind.HELM_RELEASE,
                "vault-db",
                "metadata: {annotations: {example.org/mine: x}}\nspec: {suspend: true}");

        world.patch(VaultKind.APPLICATION, "db", "spec: {replicas: 3}");

        JsonNode release = world.await(
                VaultKind.HELM_RELEASE,
                "vault-db",
                object -> object.at("/spec/values/replicas").asInt() == 3);
        assertThat(release.at("/spec").has("suspend")).isFalse();
        assertThat(release.at("/metadata/annotations").isEmpty()).isTrue();
        assertThat(release.at("/metadata/uid").asText()).isEqualTo(uid);
        world.await(
                VaultKind.CLUSTER,
                "vault-db",
                object -> object.at("/status/readyMembers").asInt() == 3);
    }

    @Test
    void aSuspensionIsObservedOnlyWhenTheRunningUpgradeHasEnded() {
        world.install("db");
        world.await(VaultKind.HELM_RELEASE, "vault-db", VaultHelmTest::settled);
        world.platform.begin(VaultFault.HELM_HELD);
        world.patch(VaultKind.APPLICATION, "db", "spec: {replicas: 3}");
        JsonNode running = world.await(VaultKind.HELM_RELEASE, "vault-db", object -> condition(object, "Reconciling")
                .path("status")
                .asText()
                .equals("True"));
        assertThat(running.at("/status/observedGeneration").asLong())
                .isLessThan(running.at("/metadata/generation").asLong());
        world.suspend("vault-db", true);
        assertThat(world.find(VaultKind.CLUSTER, "vault-db")
                        .orElseThrow()
                        .at("/spec/replicas")
                        .asInt())
                .isEqualTo(2);

        world.platform.end(VaultFault.HELM_HELD);

        world.await(
                VaultKind.CLUSTER,
                "vault-db",
                object -> object.at("/spec/replicas").asInt() == 3);
        JsonNode ended =
                world.await(VaultKind.HELM_RELEASE, "vault-db", object -> object.at("/status/observedGeneration")
                        .equals(object.at("/metadata/generation")));
        assertThat(ended.at("/spec/suspend").asBoolean()).isTrue();
        assertThat(condition(ended, "Reconciling").isMissingNode()).isTrue();
        assertThat(condition(ended, "Ready").path("reason").asText()).isEqualTo("UpgradeSucceeded");
    }

    @Test
    void helmTakesBackWhatSomebodyChangedOnTheCluster() {
        VaultCluster cluster = world.install("db");
        cluster.write("orders", "17");

        world.patch(VaultKind.CLUSTER, "vault-db", "spec: {replicas: 5, volumeSize: 9Gi}");

        world.await(
                VaultKind.CLUSTER,
                "vault-db",
                object -> object.at("/metadata/generation").asInt() == 3);
        JsonNode back = world.find(VaultKind.CLUSTER, "vault-db").orElseThrow();
        assertThat(back.at("/spec/replicas").asInt()).isEqualTo(2);
        assertThat(back.at("/spec/volumeSize").asText()).isEqualTo("1Gi");
        until(() -> world.names(VaultKind.VOLUME).size() == 2);
        assertThat(cluster.read()).contains(Map.of("orders", "17"));
    }

    @Test
    void anApplicationTakesReleaseAndClusterAlong() {
        world.install("db");

        world.delete(VaultKind.APPLICATION, "db");

        until(() -> world.names(VaultKind.VOLUME).isEmpty()
                && world.names(VaultKind.HELM_RELEASE).isEmpty());
        assertThat(world.names(VaultKind.CLUSTER)).isEmpty();
        assertThat(world.platform.cluster(NS, "vault-db").read()).isEmpty();
    }

    @Test
    void aNamespaceThatIsDeletedWhileHelmIsAtWorkTakesTheReleaseAlong() {
        world.install("db");
        world.await(VaultKind.HELM_RELEASE, "vault-db", VaultHelmTest::settled);
        world.platform.begin(VaultFault.HELM_HELD);
        world.patch(VaultKind.APPLICATION, "db", "spec: {replicas: 3}");
        world.await(VaultKind.HELM_RELEASE, "vault-db", object -> !settled(object));

        world.deleteNamespace();
        until(() -> world.names(VaultKind.CLUSTER).isEmpty());
        world.platform.end(VaultFault.HELM_HELD);

        until(() -> world.names(VaultKind.HELM_RELEASE).isEmpty());
    }

    private String clusterId() {
        return world.find(VaultKind.CLUSTER, "vault-db")
                .orElseThrow()
                .at("/status/clusterID")
                .asText();
    }

    private static boolean settled(JsonNode release) {
        return condition(release, "Ready").path("status").asText().equals("True");
    }

    static JsonNode condition(JsonNode object, String type) {
        return object.at("/status/conditions")
                .valueStream()
                .filter(condition -> condition.path("type").asText().equals(type))
                .findFirst()
                .orElse(com.fasterxml.jackson.databind.node.MissingNode.getInstance());
    }
}
