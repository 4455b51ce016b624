package dev.holdfast.backup.it.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.backup.testkit.vault.VaultCluster;
import dev.holdfast.backup.testkit.vault.VaultKind;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The imaginary operator is as dangerous on a real API server, with its garbage collector, as on the simulator. */
abstract class VaultContract {

    @Test
    void aDeletedClusterLosesItsDataAndHelmRebuildsItEmpty(Platform platform) {
        try (VaultTenant tenant = new VaultTenant(platform)) {
            tenant.create(VaultKind.APPLICATION, "db", "{replicas: 2}");
            VaultCluster cluster = tenant.serving("vault-db");
            cluster.write("orders", "17");
            String uid = tenant.get(VaultKind.CLUSTER, "vault-db")
                    .at("/metadata/uid")
                    .asText();

            tenant.delete(VaultKind.CLUSTER, "vault-db", DeletionPropagation.BACKGROUND);

            VaultTenant.await(() -> cluster.read().equals(Optional.of(Map.of())));
            assertThat(tenant.get(VaultKind.CLUSTER, "vault-db")
                            .at("/metadata/uid")
                            .asText())
                    .isNotEqualTo(uid);
            assertThat(tenant.names(VaultKind.VOLUME)).containsExactly("data-vault-db-0", "data-vault-db-1");
        }
    }

    @Test
    void aSuspendedReleaseRebuildsNothingUntilTheApplicationIsEdited(Platform platform) {
        try (VaultTenant tenant = new VaultTenant(platform)) {
            tenant.create(VaultKind.APPLICATION, "db", "{replicas: 1}");
            VaultCluster cluster = tenant.serving("vault-db");
            cluster.write("orders", "17");
            tenant.patch(VaultKind.HELM_RELEASE, "vault-db", "{\"suspend\":true}");

            tenant.delete(VaultKind.CLUSTER, "vault-db", DeletionPropagation.FOREGROUND);
            VaultTenant.await(() -> tenant.find(VaultKind.CLUSTER, "vault-db").isEmpty());
            assertThat(tenant.names(VaultKind.MEMBER)).isEmpty();
            assertThat(tenant.names(VaultKind.VOLUME)).isEmpty();

            tenant.patch(VaultKind.APPLICATION, "db", "{\"size\":\"2Gi\"}");
            assertThat(tenant.serving("vault-db").read()).contains(Map.of());
            assertThat(tenant.get(VaultKind.HELM_RELEASE, "vault-db")
                            .at("/spec/suspend")
                            .isMissingNode())
                    .isTrue();
            assertThat(tenant.get(VaultKind.CLUSTER, "vault-db")
                            .at("/spec/volumeSize")
                            .asText())
                    .isEqualTo("2Gi");
        }
    }

    @Test
    void aClusterBootstrappedFromABackupHoldsItsRows(Platform platform) {
        try (VaultTenant tenant = new VaultTenant(platform)) {
            tenant.create(VaultKind.APPLICATION, "db", "{}");
            VaultCluster cluster = tenant.serving("vault-db");
            cluster.write("orders", "17");
            tenant.create(VaultKind.BACKUP, "first", "{clusterName: vault-db, key: backups/a}");
            VaultTenant.await(() -> tenant.get(VaultKind.BACKUP, "first")
                    .at("/status/phase")
                    .asText()
                    .equals("Complete"));
            String uri = tenant.get(VaultKind.BACKUP, "first")
                    .at("/status/artifact/uri")
                    .asText();

            String restored = "{replicas: 1, volumeSize: 1Gi, bootstrap: {restore: {uri: '" + uri + "'}}}";
            tenant.create(VaultKind.CLUSTER, "copy", restored);
            assertThat(tenant.serving("copy").digest()).isEqualTo(cluster.digest());
            assertThatThrownBy(() -> tenant.patch(VaultKind.CLUSTER, "copy", "{\"bootstrap\":null}"))
                    .isInstanceOf(KubernetesClientException.class)
                    .hasMessageContaining("spec.bootstrap cannot be added or removed");

            tenant.vault.loseArtifact(uri);
            tenant.create(VaultKind.CLUSTER, "late", restored);
            VaultTenant.await(() -> tenant.get(VaultKind.CLUSTER, "late")
                    .at("/status/conditions/0/reason")
                    .asText()
                    .equals("BootstrapFailed"));
        }
    }
}
