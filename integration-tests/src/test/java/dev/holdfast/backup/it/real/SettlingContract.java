package dev.holdfast.backup.it.real;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.engine.Operations;
import dev.holdfast.backup.engine.report.Debt;
import dev.holdfast.backup.engine.report.Release;
import dev.holdfast.backup.testkit.vault.VaultCluster;
import dev.holdfast.backup.testkit.vault.VaultFault;
import dev.holdfast.backup.testkit.vault.VaultKind;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Event;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A person lets go of what an engine holds, on a real control plane. */
abstract class SettlingContract {

    private static void interrupted(VaultTenant tenant, VaultEngine engine) {
        engine.jobs.backedUp(engine.jobs.application(), "first", "17");
        engine.jobs.inDanger("r1", "first");
        tenant.vault.loseArtifact(engine.jobs.uri("first"));
        tenant.vault.end(VaultFault.BOOTSTRAP_HELD);
        assertThat(engine.jobs.awaitPhase("RestoreJob", "r1", "Failed")).contains("RestoreInterrupted");
    }

    @Test
    void settlingReleasesLockAndSuspensionAndIsRecorded(Platform platform) {
        try (VaultTenant tenant = new VaultTenant(platform);
                VaultEngine engine = VaultEngine.on(tenant)) {
            interrupted(tenant, engine);
            Operations hands = engine.operations();
            List<Debt> debts = hands.debts(tenant.namespace + "/r1");
            assertThat(debts).hasSize(1);

            assertThat(hands.settle(debts.get(0).journal(), "ann")).isInstanceOf(Release.Done.class);

            assertThat(engine.jobs.journals()).isEmpty();
            assertThat(tenant.isReleased()).isTrue();
            JsonNode settled = RealWorld.condition(engine.jobs.get("RestoreJob", "r1"), "Settled");
            assertThat(settled.path("status").asText()).isEqualTo("True");
            assertThat(settled.path("message").asText())
                    .contains("ann", "HelmRelease " + tenant.namespace + "/vault-db");
            VaultTenant.await(() -> events(tenant).contains("ann"));
        }
    }

    private static String events(VaultTenant tenant) {
        return tenant.platform.client.v1().events().inNamespace(tenant.namespace).list().getItems().stream()
                .filter(e -> "Settled".equals(e.getReason()))
                .map(Event::getMessage)
                .toList()
                .toString();
    }

    @Test
    void whatOnlyAnEngineCouldTakeAwayIsGoneOnceItHasRetired(Platform platform) {
        try (VaultTenant tenant = new VaultTenant(platform);
                VaultEngine engine = VaultEngine.on(tenant)) {
            VaultCluster cluster = engine.jobs.application();
            engine.jobs.backedUp(cluster, "first", "17");
            engine.jobs.backedUp(cluster, "second", "18");
            engine.jobs.inDanger("r1", "first");
            engine.stop();
            engine.jobs.delete("Backup", "second");
            assertThat(engine.jobs.find("Backup", "second")).isPresent();

            Operations hands = engine.operations();
            assertThat(hands.retire("ann", false)).isInstanceOf(Release.Done.class);

            assertThat(hands.leftovers().isEmpty()).isTrue();
            assertThat(engine.jobs.journals()).isEmpty();
            assertThat(tenant.isReleased()).isTrue();
            VaultTenant.await(() -> engine.jobs.find("Backup", "second").isEmpty());
            assertThat(engine.jobs.find("BackupJob", "first")).isPresent();
            assertThat(engine.jobs.find("Backup", "first")).isPresent();
            assertThat(engine.jobs.find("RestoreJob", "r1")).isPresent();
            tenant.delete(VaultKind.APPLICATION, "db", DeletionPropagation.BACKGROUND);
            VaultTenant.await(() -> tenant.names(VaultKind.VOLUME).isEmpty()
                    && tenant.names(VaultKind.HELM_RELEASE).isEmpty());
            tenant.deleteNamespace();
            tenant.awaitGone();
        }
    }
}
