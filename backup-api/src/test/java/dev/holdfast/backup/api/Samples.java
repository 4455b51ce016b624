package dev.holdfast.backup.api;

import com.fasterxml.jackson.databind.JsonNode;

/** One full object of each kind, with every upstream field, as upstream accepts it. */
final class Samples {

    private static final String CONDITIONS =
            """
              conditions:
              - {type: Ready, status: "True", reason: Done, message: "", lastTransitionTime: "2026-05-01T12:00:00Z"}
            """;
    private static final String APPLICATION = "applicationRef: {apiGroup: apps.cozystack.io, kind: Postgres, name: db}";

    private Samples() {}

    static JsonNode of(String kind) {
        return Crds.yaml("apiVersion: backups.cozystack.io/v1alpha1\nkind: " + kind + "\nmetadata: {name: sample}\n"
                + switch (kind) {
                    case "BackupClass" -> backupClass();
                    case "Plan" -> plan();
                    case "BackupJob" -> backupJob();
                    case "Backup" -> backup();
                    case "RestoreJob" -> restoreJob();
                    default -> throw new IllegalArgumentException(kind);
                });
    }

    private static String backupClass() {
        return """
            spec:
              strategies:
              - application: {apiGroup: apps.cozystack.io, kind: Postgres}
                strategyRef: {apiGroup: strategy.backups.cozystack.io, kind: CNPG, name: nightly}
                parameters: {tier: gold}
            status:
            """
                + CONDITIONS;
    }

    private static String plan() {
        return "spec:\n  " + APPLICATION
                + """

                  backupClassName: gold
                  schedule: {type: cron, cron: "0 2 * * *"}
                status:
                """
                + CONDITIONS;
    }

    private static String backupJob() {
        return "spec:\n  " + APPLICATION
                + """

                  backupClassName: gold
                  planRef: {name: nightly}
                status:
                  phase: Succeeded
                  backupRef: {name: sample}
                  startedAt: "2026-05-01T12:00:00Z"
                  completedAt: "2026-05-01T14:00:00+02:00"
                  message: done
                """
                + CONDITIONS;
    }

    private static String backup() {
        return "spec:\n  " + APPLICATION
                + """

                  planRef: {name: nightly}
                  strategyRef: {apiGroup: strategy.backups.cozystack.io, kind: CNPG, name: nightly}
                  takenAt: "2026-05-01T12:00:00Z"
                  driverMetadata: {cnpg.io/backup-name: sample}
                status:
                  phase: Ready
                  artifact: {uri: "cnpg://db/sample", sizeBytes: 5000000000, checksum: "sha256:00"}
                  underlyingResources: {kind: Facts, apiVersion: v1, disks: [{size: 10.5}]}
                """
                + CONDITIONS;
    }

    private static String restoreJob() {
        return """
            spec:
              backupRef: {name: sample}
              targetApplicationRef: {apiGroup: apps.cozystack.io, kind: Postgres, name: copy}
              options: {recoveryTime: "2026-05-01T12:00:00Z", restoreTimeoutSeconds: 60, nested: {keep: true}}
            status:
              phase: Succeeded
              startedAt: "2026-05-01T12:00:00Z"
              completedAt: "2026-05-01T12:01:00Z"
              message: done
            """
                + CONDITIONS;
    }
}
