package dev.holdfast.backup.benchmarks.contender;

import dev.holdfast.backup.benchmarks.load.LoadManifests;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The bodies of the bare loop's writes: as small as the API server accepts them, but for the pod, which is the engine's. */
final class BareWrites {

    private BareWrites() {}

    static String running() {
        return "{\"status\": {\"phase\": \"Running\", \"startedAt\": \"%s\"}}".formatted(now());
    }

    static String succeeded(String backup) {
        return "{\"status\": {\"phase\": \"Succeeded\", \"completedAt\": \"%s\", \"backupRef\": {\"name\": \"%s\"}}}"
                .formatted(now(), backup);
    }

    static String job(ObjectMeta run) {
        return """
               {"apiVersion": "batch/v1", "kind": "Job",
                "metadata": {"name": "%1$s-backup", "ownerReferences": [{
                  "apiVersion": "backups.cozystack.io/v1alpha1", "kind": "BackupJob", "name": "%1$s", "uid": "%2$s"}]},
                "spec": {"backoffLimit": 0, "template": %3$s}}
               """
                .formatted(run.getName(), run.getUid(), LoadManifests.pod(run.getName()));
    }

    static String backup(String run, String takenAt) {
        return """
               {"apiVersion": "backups.cozystack.io/v1alpha1", "kind": "Backup", "metadata": {"name": "%1$s"},
                "spec": {
                  "applicationRef": {"apiGroup": "apps.cozystack.io", "kind": "Database", "name": "%1$s"},
                  "strategyRef": {"apiGroup": "strategy.backups.cozystack.io", "kind": "Job", "name": "archive"},
                  "takenAt": "%2$s"},
                "status": {"phase": "Ready"}}
               """
                .formatted(run, takenAt);
    }

    static String event(String namespace, String run, String uid, String reason, String message) {
        return """
               {"apiVersion": "v1", "kind": "Event", "metadata": {"name": "%1$s.%2$s"},
                "involvedObject": {
                  "apiVersion": "backups.cozystack.io/v1alpha1", "kind": "BackupJob",
                  "namespace": "%3$s", "name": "%1$s", "uid": "%4$s"},
                "type": "Normal", "reason": "%5$s", "message": "%6$s",
                "firstTimestamp": "%7$s", "lastTimestamp": "%7$s", "count": 1}
               """
                .formatted(run, reason.toLowerCase(Locale.ROOT), namespace, uid, reason, message, now());
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
