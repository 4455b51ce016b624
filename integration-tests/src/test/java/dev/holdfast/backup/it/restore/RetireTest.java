package dev.holdfast.backup.it.restore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.engine.report.Leftovers;
import dev.holdfast.backup.engine.report.OpenRun;
import dev.holdfast.backup.engine.report.Release;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** A cluster that the engine leaves for good. */
class RetireTest {

    @Test
    void leavesNothingThatOnlyAnEngineCouldTakeAway() {
        try (Hands hands = Hands.onInterrupted()) {
            hands.scene.engine().close();
            hands.scene.patch(
                    "Backup", "first", "{\"metadata\":{\"finalizers\":[\"backups.cozystack.io/cleanup\",\"a.b/c\"]}}");
            hands.scene.delete("Backup", "first");

            Leftovers leftovers = hands.operations().leftovers();
            assertThat(leftovers.engine()).isEmpty();
            assertThat(leftovers.journals())
                    .extracting(OpenRun::standing)
                    .containsExactly(OpenRun.Standing.INTERRUPTED);
            assertThat(leftovers.held()).singleElement().satisfies(h -> {
                assertThat(h.object()).hasToString("Backup tenant-a/first");
                assertThat(h.finalizers()).containsExactly("backups.cozystack.io/cleanup");
                assertThat(h.deleting()).isTrue();
            });
            Release release = hands.operations().retire("ann", false);

            assertThat(release).isInstanceOfSatisfying(Release.Done.class, done -> assertThat(done.released())
                    .contains(
                            "the finalizer of Backup tenant-a/first",
                            "the suspension of HelmRelease tenant-a/vault-db (spec.suspend)"));
            assertThat(hands.operations().leftovers().isEmpty()).isTrue();
            assertThat(hands.isReleased()).isTrue();
            assertThat(hands.scene.get("Backup", "first").at("/metadata/finalizers"))
                    .extracting(JsonNode::asText)
                    .containsExactly("a.b/c");
        }
    }

    @Test
    void aNamespaceThatWaitsForTheEngineGoesThen() {
        try (Hands hands = new Hands()) {
            hands.scene.backedUp("first", "17");
            hands.restoring();
            hands.scene.engine().close();
            hands.scene.delete("RestoreJob", "r1");
            hands.scene.delete("Backup", "first");
            assertThat(hands.scene.find("RestoreJob", "r1")).isPresent();

            hands.operations().retire("ann", false);

            hands.scene.awaitGone("RestoreJob", "r1");
            hands.scene.awaitGone("Backup", "first");
            assertThat(hands.scene.journals()).isEmpty();
            assertThat(hands.isReleased()).isTrue();
        }
    }

    @Test
    void isRefusedWhileAnEngineIsAliveUnlessForced() {
        try (Hands hands = new Hands()) {
            hands.scene.backedUp("first", "17");
            hands.scene.engine().close();
            // Longer than the Lease lasts, but clocks may differ.
            hands.scene.apply(lease(Instant.now().minusSeconds(30)));

            assertThat(hands.operations().leftovers().engine()).contains("other_1");
            assertThat(hands.operations().retire("ann", false))
                    .isInstanceOfSatisfying(Release.Refused.class, refused -> assertThat(refused.why())
                            .contains("other_1", "holdfast-system/holdfast-engine"));
            assertThat(hands.scene.get("Backup", "first").at("/metadata/finalizers"))
                    .isNotEmpty();

            assertThat(hands.operations().retire("ann", true)).isInstanceOf(Release.Done.class);
            assertThat(hands.scene.get("Backup", "first").at("/metadata/finalizers"))
                    .isEmpty();
        }
    }

    @Test
    void anEngineThatHasNotRenewedItsLeaseIsNotAlive() {
        try (Hands hands = new Hands()) {
            hands.scene.engine().close();
            hands.scene.apply(lease(Instant.now().minus(Duration.ofMinutes(2))));

            assertThat(hands.operations().retire("ann", false)).isInstanceOf(Release.Done.class);
        }
    }

    private static String lease(Instant renewed) {
        return """
               apiVersion: coordination.k8s.io/v1
               kind: Lease
               metadata: {name: holdfast-engine, namespace: holdfast-system}
               spec: {holderIdentity: other_1, leaseDurationSeconds: 15, renewTime: "%s"}
               """
                .formatted(renewed.truncatedTo(ChronoUnit.MICROS));
    }
}
