package dev.holdfast.backup.it.restore;

import dev.holdfast.backup.api.Annotations;
import dev.holdfast.backup.engine.BackupEngine;
import dev.holdfast.backup.engine.EngineOptions;
import dev.holdfast.backup.engine.Operations;
import dev.holdfast.backup.engine.report.Debt;
import dev.holdfast.backup.spi.Drivers;
import dev.holdfast.backup.testkit.vault.VaultDriver;
import dev.holdfast.backup.testkit.vault.VaultFault;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/** A person at work beside the engine, in a process of their own, where a restore may have been interrupted. */
final class Hands implements AutoCloseable {

    static final String USER = "admin";

    final VaultScene scene = new VaultScene();
    private final KubernetesClient client = scene.api.client(USER);
    private final BackupEngine own = BackupEngine.builder()
            .client(client)
            .drivers(Drivers.of(List.of(new VaultDriver())))
            .options(EngineOptions.defaults())
            .build();

    /** RestoreJob {@code r1} has deleted the cluster, and its artifact is lost: HelmRelease and lock wait for the next restore. */
    static Hands onInterrupted() {
        Hands hands = new Hands();
        hands.scene.backedUp("first", "17");
        hands.restoring();
        hands.scene.platform.loseArtifact(
                hands.scene.get("Backup", "first").at("/status/artifact/uri").asText());
        hands.scene.platform.end(VaultFault.BOOTSTRAP_HELD);
        hands.scene.awaitReason("r1", "RestoreInterrupted");
        return hands;
    }

    /** RestoreJob {@code r1} has deleted the cluster and is building it again, which takes as long as wanted. */
    void restoring() {
        scene.platform.begin(VaultFault.BOOTSTRAP_HELD);
        scene.restore("r1", "first");
        scene.await("VaultCluster", "vault-db", o -> o.at("/spec/bootstrap/restore/uri")
                .isTextual());
    }

    Operations operations() {
        return own.operations();
    }

    Debt debt() {
        return operations().debts("tenant-a/r1").stream()
                .findFirst()
                .orElseThrow(() -> new AssertionError("r1 has no journal"));
    }

    /** Whether the HelmRelease is as it was before any restore. */
    boolean isReleased() {
        return !scene.get("HelmRelease", "vault-db").at("/spec").has("suspend")
                && !scene.get("HelmRelease", "vault-db")
                        .at("/metadata/annotations")
                        .has(Annotations.SUSPENDED_BY);
    }

    @Override
    public void close() {
        own.close();
        client.close();
        scene.close();
    }
}
