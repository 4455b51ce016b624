package dev.holdfast.backup.it.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.engine.cluster.ApiException;
import dev.holdfast.backup.engine.report.Debt;
import dev.holdfast.backup.engine.report.OpenRun;
import dev.holdfast.backup.engine.report.Release;
import dev.holdfast.backup.testkit.api.LoggedRequest;
import dev.holdfast.backup.testkit.api.RequestFault;
import dev.holdfast.backup.testkit.api.RequestInfo;
import dev.holdfast.backup.testkit.vault.VaultFault;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person lets go of what an ended run still holds. */
class SettleTest {

    private static final String LOCK = "vault.example.org/VaultCluster/tenant-a/vault-db";

    @Test
    void showsWhatAnInterruptedRestoreHoldsAndHasDone() {
        try (Hands hands = Hands.onInterrupted()) {
            Debt debt = hands.debt();

            assertThat(debt.run().standing()).isEqualTo(OpenRun.Standing.INTERRUPTED);
            assertThat(debt.run().inDanger()).isTrue();
            assertThat(debt.run().locks()).containsExactly(LOCK);
            assertThat(debt.run().suspended()).singleElement().satisfies(s -> {
                assertThat(s).hasToString("HelmRelease tenant-a/vault-db (spec.suspend)");
                assertThat(s.why()).contains("made anew, and empty");
            });
            assertThat(debt.captured())
                    .anySatisfy(c -> {
                        assertThat(c.object()).hasToString("VaultCluster tenant-a/vault-db");
                        assertThat(c.fate()).isEqualTo("changed by stage 'pause', deleted by stage 'cluster'");
                    })
                    .anySatisfy(c -> assertThat(c.fate()).isEqualTo("deleted by stage 'volumes'"));
            assertThat(debt.made()).extracting(Object::toString).contains("VaultCluster tenant-a/vault-db");
            assertThat(debt.refusal()).isEmpty();
            assertThat(hands.operations().debts(debt.journal())).containsExactly(debt);
            assertThat(hands.operations().debts(debt.run().uid())).containsExactly(debt);
            assertThat(hands.scene.isSuspended()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void releasesLockAndSuspensionAndTellsWho(boolean engineRuns) {
        try (Hands hands = Hands.onInterrupted()) {
            if (!engineRuns) {
                hands.scene.engine().close();
            }

            Release release = hands.operations().settle(hands.debt().journal(), "ann");

            assertThat(release).isInstanceOf(Release.Done.class);
            assertThat(hands.scene.journals()).isEmpty();
            assertThat(hands.isReleased()).isTrue();
            JsonNode settled = VaultScene.condition(hands.scene.get("RestoreJob", "r1"), "Settled");
            assertThat(settled.path("status").asText()).isEqualTo("True");
            assertThat(settled.path("message").asText()).contains("ann", LOCK, "HelmRelease tenant-a/vault-db");
            assertThat(event(hands, "tenant-a")).contains("ann");
            assertThat(hands.operations().runs("")).isEmpty();
        }
    }

    @Test
    void tellsWhoInTheEnginesNamespaceIfTheJobIsGone() {
        try (Hands hands = Hands.onInterrupted()) {
            hands.scene.delete("RestoreJob", "r1");
            hands.scene.awaitGone("RestoreJob", "r1");

            hands.operations().settle(hands.debt().journal(), "ann");

            assertThat(hands.isReleased()).isTrue();
            assertThat(event(hands, "holdfast-system")).contains("ann", "RestoreJob tenant-a/r1");
        }
    }

    private static String event(Hands hands, String namespace) {
        return hands.scene.api.objects("v1", "Event").stream()
                .filter(e -> e.path("reason").asText().equals("Settled"))
                .filter(e -> e.at("/metadata/namespace").asText().equals(namespace))
                .map(e -> e.path("message").asText())
                .findFirst()
                .orElse("");
    }

    @Test
    void anEngineFinishesWhatWasCutShort() {
        try (Hands hands = Hands.onInterrupted()) {
            hands.scene.engine().close();
            String journal = hands.debt().journal();
            hands.scene
                    .api
                    .faults()
                    .add(RequestFault.on("patch", "helmreleases").times(1).failing(503, "ServiceUnavailable"));
            assertThatThrownBy(() -> hands.operations().settle(journal, "ann")).isInstanceOf(ApiException.class);
            assertThat(hands.scene.lock()).isEqualTo("settled");
            assertThat(hands.scene.isSuspended()).isTrue();

            hands.scene.crash();

            hands.scene.awaitQuiet();
        }
    }

    @Test
    void nothingStaysSuspendedIfAnEngineAssertsItAtThatMoment() throws Exception {
        try (Hands hands = Hands.onInterrupted()) {
            hands.scene.platform.close(); // Helm's own writes would be conflicts at the wrong moment.
            CountDownLatch reading = new CountDownLatch(1);
            CountDownLatch settled = new CountDownLatch(1);
            hands.scene
                    .api
                    .faults()
                    .add(RequestFault.on(i -> engineReads(i, reading)).times(1).waitingFor(settled));
            hands.scene.patch("HelmRelease", "vault-db", "{\"spec\":{\"suspend\":false}}");
            assertThat(reading.await(30, TimeUnit.SECONDS)).isTrue();

            assertThat(hands.operations().settle(hands.debt().journal(), "ann")).isInstanceOf(Release.Done.class);
            assertThat(hands.isReleased()).isTrue();
            settled.countDown();

            VaultScene.until("the engine suspends it once more, and takes that back", () -> enginePatches(hands) == 2);
            assertThat(hands.isReleased()).isTrue();
        }
    }

    private static boolean engineReads(RequestInfo request, CountDownLatch reading) {
        boolean hit = request.user().equals("engine")
                && request.verb().equals("get")
                && request.target().resource().equals("helmreleases");
        if (hit) {
            reading.countDown();
        }
        return hit;
    }

    /** Changes of the HelmRelease since the person has deleted the journal. */
    private static long enginePatches(Hands hands) {
        long since = hands.scene.api.requests().stream()
                .filter(r -> r.info().user().equals(Hands.USER) && r.verb().equals("delete"))
                .mapToLong(LoggedRequest::sequence)
                .findFirst()
                .orElse(Long.MAX_VALUE);
        return hands.scene.api.requests().stream()
                .filter(r -> r.sequence() > since && r.info().user().equals("engine"))
                .filter(r -> r.verb().equals("patch") && r.path().endsWith("/helmreleases/vault-db"))
                .filter(r -> r.status() == 200)
                .count();
    }

    @Test
    void isRefusedForARunThatIsUnderWay() {
        try (Hands hands = new Hands()) {
            hands.scene.backedUp("first", "17");
            hands.restoring();
            Debt debt = hands.debt();
            assertThat(debt.refusal()).hasValueSatisfying(why -> assertThat(why).contains("cancel it"));

            Release release = hands.operations().settle(debt.journal(), "ann");

            assertThat(release).isInstanceOfSatisfying(Release.Refused.class, r -> assertThat(r.why())
                    .contains("tenant-a/r1", "under way"));
            assertThat(hands.scene.lock()).isEqualTo("open");
            assertThat(event(hands, "tenant-a")).isEmpty();
            hands.scene.platform.end(VaultFault.BOOTSTRAP_HELD);
            hands.scene.awaitPhase("r1", "Succeeded");
        }
    }

    @Test
    void nothingIsFoundUnderTheNameOfARunThatHoldsNothing() {
        try (Hands hands = new Hands()) {
            hands.scene.backedUp("first", "17");

            assertThat(hands.operations().debts("tenant-a/first")).isEmpty();
            assertThat(hands.operations().settle("holdfast-lock-0", "ann"))
                    .isInstanceOfSatisfying(Release.Refused.class, r -> assertThat(r.why())
                            .contains("holdfast-system/holdfast-lock-0"));
        }
    }
}
