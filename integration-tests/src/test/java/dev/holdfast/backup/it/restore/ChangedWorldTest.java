package dev.holdfast.backup.it.restore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.engine.run.RunCodec;
import dev.holdfast.backup.spi.BackupDriver;
import dev.holdfast.backup.spi.BackupRequest;
import dev.holdfast.backup.spi.Check;
import dev.holdfast.backup.spi.DriverDescriptor;
import dev.holdfast.backup.spi.Planning;
import dev.holdfast.backup.spi.RestoreRequest;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.Stage;
import dev.holdfast.backup.testkit.api.RequestFault;
import dev.holdfast.backup.testkit.vault.VaultDriver;
import dev.holdfast.backup.testkit.vault.VaultFault;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The driver, the journal or the namespace is another one when a restore goes on. */
class ChangedWorldTest {

    private final VaultScene scene = new VaultScene();

    @AfterEach
    void stop() {
        scene.close();
    }

    /** The driver in a version that has lost one of its checks. */
    private record Lacking(String check) implements BackupDriver {

        private static final VaultDriver WHOLE = new VaultDriver();

        @Override
        public DriverDescriptor descriptor() {
            return WHOLE.descriptor();
        }

        @Override
        public Planning planBackup(BackupRequest request) {
            return WHOLE.planBackup(request);
        }

        @Override
        public Planning planRestore(RestoreRequest request) {
            return WHOLE.planRestore(request);
        }

        @Override
        public Map<String, Check> checks() {
            Map<String, Check> left = new HashMap<>(WHOLE.checks());
            left.remove(check);
            return left;
        }
    }

    /** The driver in an earlier version, which called one of its checks by another name. */
    private record Earlier(String check, String name) implements BackupDriver {

        private static final VaultDriver WHOLE = new VaultDriver();

        @Override
        public DriverDescriptor descriptor() {
            return WHOLE.descriptor();
        }

        @Override
        public Planning planBackup(BackupRequest request) {
            return WHOLE.planBackup(request);
        }

        @Override
        public Planning planRestore(RestoreRequest request) {
            return WHOLE.planRestore(request).match(this::renamed, waiting -> waiting, failed -> failed);
        }

        private Planning renamed(RunPlan plan) {
            return plan.withStages(plan.stages().stream()
                    .map(s -> s.name().equals(check) ? Stage.await(name) : s)
                    .toList());
        }

        @Override
        public Map<String, Check> checks() {
            Map<String, Check> checks = new HashMap<>(WHOLE.checks());
            checks.put(name, checks.remove(check));
            return checks;
        }
    }

    private void waitingForHelm() {
        scene.backedUp("first", "17");
        scene.cluster.write("orders", "18");
        scene.platform.begin(VaultFault.HELM_HELD);
        scene.patch("Vault", "db", "{\"spec\":{\"size\":\"2Gi\"}}");
        scene.restore("r1", "first");
        scene.awaitReason("r1", "ReconcilerBusy");
    }

    private void inDanger() {
        scene.backedUp("first", "17");
        scene.platform.begin(VaultFault.BOOTSTRAP_HELD);
        scene.restore("r1", "first");
        scene.await("VaultCluster", "vault-db", o -> o.at("/spec/bootstrap/restore/uri")
                .isTextual());
    }

    @ParameterizedTest
    @CsvSource({"secrets, ''", "restorejobs, status"})
    void aPlanOfWhichNothingWasDoneAndThatNamesACheckWhichIsGoneIsMadeAgain(String resource, String subresource) {
        scene.backedUp("first", "17");
        scene.cluster.write("orders", "18");
        scene.crashInto(new Earlier("drained", "emptied"));
        AtomicBoolean dead = new AtomicBoolean();
        scene.api.faults().add(dyingBeforePatching(resource, subresource, dead));
        scene.restore("r1", "first");
        VaultScene.until("the first patch after the lock", dead::get);
        scene.engine().close();
        scene.api.faults().clear();
        assertThat(scene.journals()).hasSize(1);

        scene.crash();

        scene.awaitPhase("r1", "Succeeded");
        assertThat(scene.cluster.read()).contains(Map.of("orders", "17"));
        scene.awaitQuiet();
    }

    private static RequestFault dyingBeforePatching(String resource, String subresource, AtomicBoolean dead) {
        return RequestFault.on(i -> {
                    boolean here = i.verb().equals("patch")
                            && i.target().resource().equals(resource)
                            && i.target().subresource().equals(subresource);
                    return i.user().equals("engine") && (dead.get() || here && dead.compareAndSet(false, true));
                })
                .dropping();
    }

    @Test
    void aDriverThatLacksACheckBeforeThePointOfNoReturnHasTheRunUndone() {
        waitingForHelm();

        scene.crashInto(new Lacking("drained"));

        assertThat(VaultScene.message(scene.awaitReason("r1", "NoDriver")))
                .contains("'drained'")
                .contains("; waiting until 20");
        JsonNode job = scene.awaitReason("r1", "DriverIncompatible");
        assertThat(VaultScene.message(job)).contains("'drained'");
        scene.awaitQuiet();
        scene.platform.end(VaultFault.HELM_HELD);
        scene.awaitRow("18");
    }

    @Test
    void aDriverThatLacksACheckPastThePointOfNoReturnInterruptsAndALaterVersionGoesOn() {
        inDanger();

        scene.crashInto(new Lacking("healthy"));

        JsonNode job = scene.awaitReason("r1", "RestoreInterrupted");
        assertThat(VaultScene.message(job)).contains("DriverIncompatible").contains("'healthy'");
        assertThat(scene.isSuspended()).isTrue();
        scene.platform.end(VaultFault.BOOTSTRAP_HELD);
        scene.crash();
        scene.restore("r2", "first");
        scene.awaitPhase("r2", "Succeeded");
        assertThat(scene.cluster.read()).contains(Map.of("orders", "17"));
        scene.awaitQuiet();
    }

    @Test
    void aPlanThatIsNotTheOneThatWasHashedIsNotCarriedOut() {
        waitingForHelm();
        scene.engine().close();
        JsonNode journal = scene.journals().get(0);
        String packed =
                new String(Base64.getDecoder().decode(journal.at("/data/record").asText()), StandardCharsets.UTF_8);
        String record = RunCodec.unpack(packed);
        String digest = record.replaceFirst(".*\"planDigest\":\"([0-9a-f]+)\".*", "$1");
        String forged = RunCodec.pack(record.replace(digest, digest.replaceAll("[0-9a-f]", "0")));
        scene.patchSystem(
                "Secret",
                journal.at("/metadata/name").asText(),
                "{\"data\":{\"record\":\"" + Base64.getEncoder().encodeToString(forged.getBytes(StandardCharsets.UTF_8))
                        + "\"}}");

        scene.crash();

        scene.awaitReason("r1", "PlanCorrupt");
        scene.awaitQuiet();
        scene.platform.end(VaultFault.HELM_HELD);
        scene.awaitRow("18");
    }

    @Test
    void aNamespaceThatIsDeletedHalfwayTakesTheLockAlong() {
        inDanger();

        scene.deleteNamespace();
        scene.platform.end(VaultFault.BOOTSTRAP_HELD);

        VaultScene.until("no lock is held", () -> scene.journals().isEmpty());
    }

    @Test
    void aRecordOfANewerEngineIsLeftAlone() {
        scene.backedUp("first", "17");
        scene.engine().close();
        scene.restore("r1", "first");
        scene.patchStatus(
                "r1",
                "{\"status\":{\"phase\":\"Running\",\"run\":{\"version\":9,\"uid\":\"x\",\"operation\":\"Restore\"}}}");

        scene.crash();
        scene.backedUp("second", "18");

        assertThat(VaultScene.phase(scene.get("RestoreJob", "r1"))).isEqualTo("Running");
        assertThat(scene.journals()).isEmpty();
    }
}
