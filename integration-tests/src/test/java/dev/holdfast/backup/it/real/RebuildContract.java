package dev.holdfast.backup.it.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.testkit.vault.VaultCluster;
import dev.holdfast.backup.testkit.vault.VaultFault;
import dev.holdfast.backup.testkit.vault.VaultKind;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A live cluster is taken apart and rebuilt, with the garbage collector of a real control plane. */
abstract class RebuildContract {

    private static boolean isSuspended(VaultTenant tenant) {
        return tenant.get(VaultKind.HELM_RELEASE, "vault-db")
                .at("/spec/suspend")
                .asBoolean();
    }

    private static void awaitRow(VaultCluster cluster, String value) {
        VaultTenant.await(() -> cluster.read().equals(Optional.of(Map.of("orders", value))));
    }

    /** The old cluster is gone, the new one is not filled yet. */
    private static void inDanger(VaultTenant tenant, VaultEngine engine, String restore, String backup) {
        tenant.vault.begin(VaultFault.BOOTSTRAP_HELD);
        engine.restore(restore, backup);
        VaultTenant.await(() -> tenant.find(VaultKind.CLUSTER, "vault-db")
                .filter(c -> c.at("/spec/bootstrap/restore/uri").isTextual())
                .isPresent());
    }

    @Test
    void bringsTheNamedBackupBackIntoALiveCluster(Platform platform) {
        try (VaultTenant tenant = new VaultTenant(platform);
                VaultEngine engine = new VaultEngine(tenant)) {
            VaultCluster cluster = engine.application();
            engine.backedUp(cluster, "first", "17");
            engine.backedUp(cluster, "second", "18");

            engine.restore("r1", "first");

            engine.awaitPhase("RestoreJob", "r1", "Succeeded");
            awaitRow(cluster, "17");
            VaultTenant.await(() -> !isSuspended(tenant) && engine.journals().isEmpty());
        }
    }

    @Test
    void anotherEngineFinishesWhatOneHadTakenApart(Platform platform) {
        try (VaultTenant tenant = new VaultTenant(platform);
                VaultEngine engine = new VaultEngine(tenant)) {
            VaultCluster cluster = engine.application();
            engine.backedUp(cluster, "first", "17");
            inDanger(tenant, engine, "r1", "first");
            tenant.patch(VaultKind.APPLICATION, "db", "{\"size\":\"2Gi\"}");

            engine.crash();
            VaultTenant.await(() -> isSuspended(tenant));
            tenant.vault.end(VaultFault.BOOTSTRAP_HELD);

            engine.awaitPhase("RestoreJob", "r1", "Succeeded");
            awaitRow(cluster, "17");
            VaultTenant.await(() -> !isSuspended(tenant) && engine.journals().isEmpty());
        }
    }

    @Test
    void anInterruptedRestoreStaysLockedUntilTheNextOneTakesItOver(Platform platform) {
        try (VaultTenant tenant = new VaultTenant(platform);
                VaultEngine engine = new VaultEngine(tenant)) {
            VaultCluster cluster = engine.application();
            engine.backedUp(cluster, "first", "17");
            engine.backedUp(cluster, "second", "18");
            inDanger(tenant, engine, "r1", "first");
            tenant.vault.loseArtifact(engine.uri("first"));
            tenant.vault.end(VaultFault.BOOTSTRAP_HELD);

            assertThat(engine.awaitPhase("RestoreJob", "r1", "Failed")).contains("RestoreInterrupted");
            assertThat(isSuspended(tenant)).isTrue();
            assertThat(engine.journals()).hasSize(1);
            engine.restore("r2", "second");

            engine.awaitPhase("RestoreJob", "r2", "Succeeded");
            awaitRow(cluster, "18");
            VaultTenant.await(() -> !isSuspended(tenant) && engine.journals().isEmpty());
        }
    }

    @Test
    void aNamespaceThatIsDeletedHalfwayTakesTheLockAlong(Platform platform) {
        try (VaultTenant tenant = new VaultTenant(platform);
                VaultEngine engine = new VaultEngine(tenant)) {
            VaultCluster cluster = engine.application();
            engine.backedUp(cluster, "first", "17");
            inDanger(tenant, engine, "r1", "first");

            platform.client.namespaces().withName(tenant.namespace).delete();
            tenant.vault.end(VaultFault.BOOTSTRAP_HELD);

            VaultTenant.await(() -> engine.journals().isEmpty());
            VaultTenant.await(() -> Optional.ofNullable(platform.client
                            .namespaces()
                            .withName(tenant.namespace)
                            .get())
                    .isEmpty());
        }
    }
}
