package dev.holdfast.backup.it.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.api.CoreCrds;
import dev.holdfast.backup.driver.job.JobDriver;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Restores into the namespace of somebody else: only where that was granted. */
class OtherNamespaceTest {

    private static final String THERE = "tenant-b";

    private final World world = World.on(definitions(), List.of(new JobDriver()));

    private static List<CustomResourceDefinition> definitions() {
        List<CustomResourceDefinition> all = new ArrayList<>(World.ourCrds());
        all.add(CoreCrds.restoreGrants());
        return all;
    }

    @AfterEach
    void stop() {
        world.close();
    }

    /** A Ready Backup {@code b1} here, and an application {@code copy} there. */
    private void scene() {
        Scenes.backedUp(world, "");
        namespace(THERE);
        world.apply(Manifests.application("copy").replace("tenant-a", THERE));
    }

    private void namespace(String name) {
        world.apply("apiVersion: v1\nkind: Namespace\nmetadata: {name: " + name + "}");
    }

    private void grant(String namespace, String from, String kinds) {
        world.apply(
                """
                apiVersion: backups.cozystack.io/v1alpha1
                kind: RestoreGrant
                metadata: {name: friends, namespace: %s}
                spec: {from: [{namespace: %s, kinds: [%s]}]}
                """
                        .formatted(namespace, from, kinds));
    }

    private void revoke() {
        world.client
                .genericKubernetesResources("backups.cozystack.io/v1alpha1", "RestoreGrant")
                .inNamespace(THERE)
                .withName("friends")
                .delete();
    }

    private void restore(String name) {
        restore(name, "copy", THERE);
    }

    private void restore(String name, String target, String namespace) {
        world.apply(
                """
                apiVersion: backups.cozystack.io/v1alpha1
                kind: RestoreJob
                metadata: {name: %s, namespace: tenant-a}
                spec:
                  backupRef: {name: b1}
                  targetApplicationRef: {kind: Database, name: %s}
                  options: {targetNamespace: %s}
                """
                        .formatted(name, target, namespace));
    }

    private String job(String restore) {
        String uid = world.get("RestoreJob", restore).at("/metadata/uid").asText();
        Scenes.until("Job of " + restore, () -> !jobs(uid).isEmpty());
        return jobs(uid).get(0).at("/metadata/name").asText();
    }

    private List<JsonNode> jobs(String ownerUid) {
        return world.api.objects("batch/v1", "Job").stream()
                .map(JsonNode.class::cast)
                .filter(j -> j.at("/metadata/labels/backups.cozystack.io~1owner-uid")
                        .asText()
                        .equals(ownerUid))
                .toList();
    }

    private String refusal(String restore) {
        JsonNode job = world.awaitPhase("RestoreJob", restore, "Failed");
        assertThat(Scenes.reason(job)).isEqualTo("TargetNotGranted");
        assertThat(job.at("/metadata/finalizers")).isEmpty();
        assertThat(Scenes.journals(world)).isEmpty();
        return Scenes.message(job);
    }

    private List<String> askedOf(String namespace) {
        return world.engineRequests().stream()
                .filter(r -> r.info().path().contains("/namespaces/" + namespace))
                .map(r -> r.verb() + " " + r.info().target().resource())
                .distinct()
                .toList();
    }

    @Test
    void withoutAGrantItIsRefusedAndNothingThereIsLookedAt() {
        scene();

        restore("r1");

        assertThat(refusal("r1")).contains("tenant-b", "RestoreGrant", "Database", "tenant-a", "ask an admin");
        assertThat(askedOf(THERE)).containsExactly("list restoregrants");
    }

    @Test
    void theRefusalDoesNotTellWhetherThereIsAnythingThere() {
        scene();

        restore("r1");
        restore("r2", "missing", THERE);
        restore("r3", "copy", "nowhere");

        String message = refusal("r1");
        assertThat(refusal("r2")).isEqualTo(message);
        assertThat(refusal("r3").replace("nowhere", THERE)).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tenant-a|Queue", "tenant-c|Database", "tenant-b|Database"})
    void aGrantToOthersOrOfOtherKindsDoesNotCount(String grant) {
        scene();
        grant(THERE, grant.split("\\|")[0], grant.split("\\|")[1]);

        restore("r1");

        refusal("r1");
    }

    @Test
    void aGrantInAnotherNamespaceDoesNotCount() {
        scene();
        grant("tenant-a", "tenant-a", "Database");

        restore("r1");

        refusal("r1");
    }

    @Test
    void nobodyRestoresIntoTheEnginesNamespace() {
        scene();
        grant(Scenes.ENGINE_NS, "tenant-a", "Database");

        restore("r1", "copy", Scenes.ENGINE_NS);

        refusal("r1");
    }

    @Test
    void aGrantedRestoreRunsThereAndLeavesNothingBehind() {
        scene();
        grant(THERE, "tenant-a", "Database");

        restore("r1");

        String job = job("r1");
        JsonNode pod = world.awaitPod(job);
        assertThat(pod.at("/metadata/namespace").asText()).isEqualTo(THERE);
        assertThat(pod.at("/spec/containers/0/env").toString())
                .contains("b1 of db at s3://b/tenant-a/db/1.tar")
                .contains("\"copy\"");
        assertThat(world.get("Job", job).at("/metadata/ownerReferences")).isEmpty();
        world.podSucceeds(job, "");
        world.awaitPhase("RestoreJob", "r1", "Succeeded");
        Scenes.awaitNoJournal(world);
        Scenes.awaitGone(world, "Job", job);
        assertThat(world.get("RestoreJob", "r1").at("/metadata/finalizers")).isEmpty();
        assertThat(Scenes.jobs(world, "restore")).isEmpty();
    }

    @Test
    void anEngineThatDiesMeanwhileIsFollowedByOneThatGoesOn() {
        scene();
        grant(THERE, "tenant-a", "Database");
        restore("r1");
        String job = job("r1");
        world.podRuns(job);
        Scenes.touched(world, "r1");

        world.crash();
        world.podSucceeds(job, "");

        world.awaitPhase("RestoreJob", "r1", "Succeeded");
        assertThat(world.pods(job)).hasSizeLessThanOrEqualTo(1);
        Scenes.awaitNoJournal(world);
    }

    @Test
    void itsJobHasANameThatNoRestoreOfThatNamespaceTakes() {
        scene();
        grant(THERE, "tenant-a", "Database");
        restore("r1");
        String first = job("r1");
        world.podSucceeds(first, "");
        world.awaitPhase("RestoreJob", "r1", "Succeeded");

        assertThat(first).startsWith("r1-").endsWith("-restore").isNotEqualTo("r1-restore");
    }

    @Test
    void theTargetIsLockedForTheNamespaceThatItIsIn() {
        scene();
        grant(THERE, "tenant-a", "Database");
        restore("r1");
        world.podRuns(job("r1"));
        Scenes.touched(world, "r1");

        restore("r2");

        assertThat(Scenes.reason(world.awaitPhase("RestoreJob", "r2", "Failed")))
                .isEqualTo("ConcurrentRestore");
        world.apply(Manifests.backupJob("b2").replace("tenant-a", THERE).replace("name: db", "name: copy"));
        world.awaitReason("BackupJob", "b2", "RestoreInProgress");
        assertThat(world.engine().operations().runs(THERE))
                .anySatisfy(run -> assertThat(run.owner()).hasToString("RestoreJob tenant-a/r1"));
    }

    @Test
    void theBackupKeepsItsDataWhileItIsRestoredElsewhere() {
        scene();
        grant(THERE, "tenant-a", "Database");
        restore("r1");
        String job = job("r1");
        world.podRuns(job);
        Scenes.touched(world, "r1");

        Scenes.deleteWithData(world, "b1");

        world.await(
                "Backup",
                "b1",
                b -> World.condition(b, "CleanedUp").path("message").asText().contains("r1"));
        world.podSucceeds(job, "");
        world.awaitPhase("RestoreJob", "r1", "Succeeded");
    }

    @Test
    void aGrantThatIsRevokedBeforeAnythingWasDoneIsNoGrantAnyMore() {
        scene();
        grant(THERE, "tenant-a", "Database");
        Scenes.patchClass(world, "{\"metadata\":{\"annotations\":{\"backups.cozystack.io/approval\":\"Always\"}}}");
        restore("r1");
        world.awaitReason("RestoreJob", "r1", "ApprovalRequired");

        revoke();
        world.engine().operations().approve(World.NS, "r1", hash(), "ann");

        refusal("r1");
        assertThat(Scenes.jobs(world, "restore")).isEmpty();
    }

    private String hash() {
        String planned = World.condition(world.get("RestoreJob", "r1"), "Planned")
                .path("message")
                .asText();
        return planned.substring(planned.lastIndexOf("hash: ") + 6)
                .lines()
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theOwnNamespaceNeedsNoGrant() {
        Scenes.backedUp(world, "");

        restore("r1", "db", World.NS);

        world.podSucceeds("r1-restore", "");
        world.awaitPhase("RestoreJob", "r1", "Succeeded");
        assertThat(world.engineRequests())
                .noneMatch(r -> r.info().target().resource().equals("restoregrants"));
    }
}
