package dev.holdfast.backup.it.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.testkit.vault.VaultCluster;
import dev.holdfast.backup.testkit.vault.VaultFault;
import dev.holdfast.backup.testkit.vault.VaultKind;
import org.junit.jupiter.api.Test;

/** A live cluster is taken apart and rebuilt, with the garbage collector of a real control plane. */
abstract class RebuildContract {

    @Test
    void bringsTheNamedBackupBackIntoALiveCluster(Platform platform) {
        try (VaultTenant tenant = new VaultTenant(platform);
                VaultEngine engine = VaultEngine.on(tenant)) {
            VaultCluster cluster = engine.jobs.application();
            engine.jobs.backedUp(cluster, "first", "17");
            engine.jobs.backedUp(cluster, "second", "18");

            engine.jobs.restore("r1", "first");

            engine.jobs.awaitPhase("RestoreJob", "r1", "Succeeded");
            VaultTenant.awaitRow(cluster, "17");
            engine.jobs.awaitQuiet();
        }
    }

    @Test
    void anotherEngineFinishesWhatOneHadTakenApart(Platform platform) {
        try (VaultTenant tenant = new VaultTenant(platform);
                VaultEngine engine = VaultEngine.on(tenant)) {
            VaultCluster cluster = engine.jobs.application();
            engine.jobs.backedUp(cluster, "first", "17");
            engine.jobs.inDanger("r1", "first");
            tenant.patch(VaultKind.APPLICATION, "db", "{\"size\":\"2Gi\"}");

            engine.crash();
            VaultTenant.await(tenant::isSuspended);
            tenant.vault.end(VaultFault.BOOTSTRAP_HELD);

            engine.jobs.awaitPhase("RestoreJob", "r1", "Succeeded");
            VaultTenant.awaitRow(cluster, "17");
            engine.jobs.awaitQuiet();
        }
    }

    @Test
    void anInterruptedRestoreStaysLockedUntilTheNextOneTakesItOver(Platform platform) {
        try (VaultTenant tenant = new VaultTenant(platform);
                VaultEngine engine = VaultEngine.on(tenant)) {
            VaultCluster cluster = engine.jobs.application();
            engine.jobs.backedUp(cluster, "first", "17");
            engine.jobs.backedUp(cluster, "second", "18");
            engine.jobs.inDanger("r1", "first");
            tenant.vault.loseArtifact(engine.jobs.uri("first"));
            tenant.vault.end(VaultFault.BOOTSTRAP_HELD);

            assertThat(engine.jobs.awaitPhase("RestoreJob", "r1", "Failed")).contains("RestoreInterrupted");
            assertThat(tenant.isSuspended()).isTrue();
            assertThat(engine.jobs.journals()).hasSize(1);
            engine.jobs.restore("r2", "second");

            engine.jobs.awaitPhase("RestoreJob", "r2", "Succeeded");
            VaultTenant.awaitRow(cluster, "18");
            engine.jobs.awaitQuiet();
        }
    }

    @Test
    void aNamespaceThatIsDeletedHalfwayTakesTheLockAlong(Platform platform) {
        try (VaultTenant tenant = new VaultTenant(platform);
                VaultEngine engine = VaultEngine.on(tenant)) {
            VaultCluster cluster = engine.jobs.application();
            engine.jobs.backedUp(cluster, "first", "17");
            engine.jobs.inDanger("r1", "first");

            tenant.deleteNamespace();
            tenant.vault.end(VaultFault.BOOTSTRAP_HELD);

            VaultTenant.await(() -> engine.jobs.journals().isEmpty());
            tenant.awaitGone();
        }
    }
}
