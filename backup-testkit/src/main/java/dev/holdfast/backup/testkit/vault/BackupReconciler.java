package dev.holdfast.backup.testkit.vault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The operator's work on backups. An artifact outlives its VaultBackup. */
final class BackupReconciler implements Reconciler {

    /** Room for what the operator appends to names. */
    private static final int LONGEST_NAME = 50;

    private final VaultApi api;
    private final ClusterParts parts;
    private final VaultStorage storage;
    private final Set<VaultFault> faults;
    private final InstantSource clock;

    BackupReconciler(
            VaultApi api, ClusterParts parts, VaultStorage storage, Set<VaultFault> faults, InstantSource clock) {
        this.api = api;
        this.parts = parts;
        this.storage = storage;
        this.faults = faults;
        this.clock = clock;
    }

    @Override
    public boolean step(String namespace, String name) {
        Optional<VaultObject> backup =
                api.get(VaultKind.BACKUP, namespace, name).filter(found -> !found.deleting());
        if (faults.contains(VaultFault.OPERATOR_STOPPED) || backup.isEmpty()) {
            return false;
        }
        String phase = backup.get().text("/status/phase");
        if (phase.isEmpty()) {
            return report(backup.get(), VaultState.BACKUP_PENDING, "waits for the cluster to serve");
        }
        if (phase.equals(VaultState.BACKUP_PENDING.word())) {
            return begin(backup.get());
        }
        return phase.matches(VaultState.BACKUP_RUNNING.word() + "|" + VaultPlatform.ODD) && finish(backup.get());
    }

    private boolean begin(VaultObject backup) {
        if (faults.contains(VaultFault.BACKUPS_QUEUED)) {
            return false;
        }
        if (backup.name().length() > LONGEST_NAME) {
            return report(
                    backup,
                    VaultState.BACKUP_FAILED,
                    "its upload cannot be named: the name may have " + LONGEST_NAME + " characters");
        }
        Optional<VaultObject> cluster = cluster(backup);
        if (cluster.isEmpty()) {
            return report(
                    backup,
                    VaultState.BACKUP_FAILED,
                    "VaultCluster " + backup.text("/spec/clusterName") + " does not exist");
        }
        return parts.served(cluster.get()).isPresent()
                && report(backup, VaultState.BACKUP_RUNNING, "data is being copied");
    }

    private boolean finish(VaultObject backup) {
        if (faults.contains(VaultFault.BACKUPS_ODD)) {
            boolean told = backup.text("/status/phase").equals(VaultPlatform.ODD);
            return !told && report(backup, VaultPlatform.ODD, "the data is being looked through", status -> {});
        }
        if (faults.contains(VaultFault.BACKUPS_HELD)) {
            return false;
        }
        if (faults.contains(VaultFault.BACKUPS_FAIL)) {
            return report(backup, VaultState.BACKUP_FAILED, "the store refused the data");
        }
        if (faults.contains(VaultFault.BACKUPS_EMPTY)) {
            return report(backup, VaultState.BACKUP_COMPLETE, "stored");
        }
        Optional<Rows> rows = cluster(backup).flatMap(parts::served);
        if (rows.isEmpty()) {
            return report(backup, VaultState.BACKUP_FAILED, "the cluster stopped serving while it was copied");
        }
        String uri = VaultStorage.uri(backup.text("/spec/key") + "/" + backup.name());
        Instant taken = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        storage.keep(uri, rows.get());
        return report(backup, VaultState.BACKUP_COMPLETE, "stored", status -> status.putObject("artifact")
                .put("uri", uri)
                .put("digest", rows.get().digest())
                .put("sizeBytes", rows.get().sizeBytes())
                .put("takenAt", taken.toString()));
    }

    private Optional<VaultObject> cluster(VaultObject backup) {
        return api.get(VaultKind.CLUSTER, backup.namespace(), backup.text("/spec/clusterName"));
    }

    private boolean report(VaultObject backup, VaultState state, String message) {
        return report(backup, state, message, status -> {});
    }

    private boolean report(VaultObject backup, VaultState state, String message, Consumer<ObjectNode> more) {
        return report(backup, state.word(), message, more);
    }

    private boolean report(VaultObject backup, String phase, String message, Consumer<ObjectNode> more) {
        api.updateStatus(
                VaultKind.BACKUP,
                backup.status(status -> status.put("phase", phase).put("message", message))
                        .status(more));
        return true;
    }
}
