package dev.holdfast.backup.testkit.vault;

import static dev.holdfast.backup.testkit.vault.VaultState.BOOTSTRAPPING;
import static dev.holdfast.backup.testkit.vault.VaultState.BOOTSTRAP_FAILED;
import static dev.holdfast.backup.testkit.vault.VaultState.QUORUM_HEALTHY;
import static dev.holdfast.backup.testkit.vault.VaultState.QUORUM_LOST;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** The operator's work on clusters. */
final class ClusterReconciler implements Reconciler {

    private final VaultApi api;
    private final ClusterParts parts;
    private final VaultStorage storage;
    private final Set<VaultFault> faults;
    private final InstantSource clock;

    ClusterReconciler(
            VaultApi api, ClusterParts parts, VaultStorage storage, Set<VaultFault> faults, InstantSource clock) {
        this.api = api;
        this.parts = parts;
        this.storage = storage;
        this.faults = faults;
        this.clock = clock;
    }

    @Override
    public boolean step(String namespace, String name) {
        if (faults.contains(VaultFault.OPERATOR_STOPPED)) {
            return false;
        }
        Optional<VaultObject> found = api.get(VaultKind.CLUSTER, namespace, name)
                .filter(cluster ->
                        !cluster.deleting() && !cluster.at("/spec/paused").asBoolean());
        if (found.isEmpty()) {
            return false;
        }
        VaultObject cluster = found.get();
        String reason = cluster.condition("Available").path("reason").asText();
        if (reason.isEmpty()) {
            return report(cluster, BOOTSTRAPPING, "members and volumes are being made");
        }
        if (reason.equals(BOOTSTRAP_FAILED.word())) {
            return false;
        }
        return cluster.text("/status/clusterID").isEmpty() ? bootstrap(cluster) : keepUp(cluster);
    }

    private boolean bootstrap(VaultObject cluster) {
        Optional<String> inTheWay = parts.complete(cluster);
        if (inTheWay.isPresent()) {
            report(cluster, BOOTSTRAPPING, "waits for " + inTheWay.get() + " of an earlier cluster to be gone");
            return false;
        }
        if (faults.contains(VaultFault.BOOTSTRAP_HELD)) {
            report(cluster, BOOTSTRAPPING, "volumes are being filled");
            return false;
        }
        if (faults.contains(VaultFault.BOOTSTRAP_ODD)) {
            return report(cluster, "False", VaultPlatform.ODD, "volumes are being moved", status -> {});
        }
        String uri = cluster.text("/spec/bootstrap/restore/uri");
        Optional<Rows> rows = uri.isEmpty() ? Optional.of(Rows.NONE) : found(uri);
        if (rows.isEmpty()) {
            return report(
                    cluster,
                    BOOTSTRAP_FAILED,
                    "artifact " + uri + " is not in the store; delete the cluster and create it from another one");
        }
        List<VaultObject> volumes = parts.volumes(cluster);
        volumes.forEach(volume -> storage.fill(volume.uid(), rows.get()));
        String id = UUID.randomUUID().toString();
        if (faults.contains(VaultFault.QUORUM_LOST)) {
            volumes.forEach(volume -> storage.destroy(volume.uid()));
        }
        return report(cluster, QUORUM_HEALTHY, "all members serve", status -> status.put("clusterID", id)
                .put("readyMembers", volumes.size()));
    }

    private Optional<Rows> found(String uri) {
        return faults.contains(VaultFault.BOOTSTRAP_FAILS) ? Optional.empty() : storage.artifact(uri);
    }

    /** A volume that was lost or added is filled from one that has survived. */
    private boolean keepUp(VaultObject cluster) {
        String message = parts.complete(cluster)
                .map(part -> "waits for " + part + " to be replaced")
                .orElse("all members serve");
        List<VaultObject> volumes = parts.volumes(cluster);
        Optional<Rows> rows = parts.rows(volumes);
        if (rows.isEmpty()) {
            String lost = "no volume with data is left; delete the cluster and create it from a backup";
            return report(cluster, QUORUM_LOST, lost, status -> status.put("readyMembers", 0));
        }
        volumes.stream()
                .filter(volume -> storage.volume(volume.uid()).isEmpty())
                .forEach(volume -> storage.fill(volume.uid(), rows.get()));
        long ready = volumes.stream()
                .filter(volume -> volume.name().startsWith(ClusterParts.DATA) && !volume.deleting())
                .count();
        return report(cluster, QUORUM_HEALTHY, message, status -> status.put("readyMembers", (int) ready));
    }

    private boolean report(VaultObject cluster, VaultState state, String message) {
        return report(cluster, state, message, status -> {});
    }

    /** Writes the status unless it stands there already; true if it was written. */
    private boolean report(VaultObject cluster, VaultState state, String message, Consumer<ObjectNode> more) {
        String available = state.meaning() == VaultState.Meaning.SUCCEEDED ? "True" : "False";
        return report(cluster, available, state.word(), message, more);
    }

    private boolean report(
            VaultObject cluster, String available, String reason, String message, Consumer<ObjectNode> more) {
        VaultObject reported = cluster.with("Available", available, reason, message, clock.instant())
                .status(status -> status.set("observedGeneration", cluster.at("/metadata/generation")))
                .status(more);
        if (reported.equals(cluster)) {
            return false;
        }
        api.updateStatus(VaultKind.CLUSTER, reported);
        return true;
    }
}
