package dev.holdfast.backup.it.real;

import java.util.Map;

/** Manifests of a small platform whose pods keep archives of an application's files. Names end in that of the namespace. */
final class RealManifests {

    static final String APPLICATION_CRDS = applicationCrd("Database", "databases") + "---\n"
            + applicationCrd("NATS", "natses") + "---\n" + applicationCrd("Bucket", "buckets");

    private static final Map<String, String> API_VERSIONS = Map.of(
            "Job", "batch/v1",
            "Pod", "v1",
            "Event", "v1",
            "Secret", "v1",
            "Database", "apps.cozystack.io/v1alpha1");

    /** Takes a file {@code hold} in the data for a sign to wait. */
    private static final String SCRIPT =
            """
            while [ -e /data/hold ]; do sleep 0.1; done
            case "$MODE" in
              backup)
                tar -C /data --exclude ./hold -cf "/store/$RUN.tar" .
                size=$(stat -c %s "/store/$RUN.tar")
                sum=$(sha256sum "/store/$RUN.tar" | cut -d ' ' -f 1)
                printf '{"kind":"RunResult","artifact":{"uri":"file:///store/%s.tar","sizeBytes":%s,"checksum":"sha256:%s"}}' \\
                  "$RUN" "$size" "$sum" > /dev/termination-log
                ;;
              restore)
                archive=${ARTIFACT#file://}
                echo "${CHECKSUM#sha256:}  $archive" | sha256sum --check
                find /data -mindepth 1 -delete
                tar -C /data -xf "$archive"
                ;;
              *) exit 64 ;;
            esac
            """;

    private RealManifests() {}

    static String apiVersion(String kind) {
        return API_VERSIONS.getOrDefault(kind, "backups.cozystack.io/v1alpha1");
    }

    private static String applicationCrd(String kind, String plural) {
        return """
               apiVersion: apiextensions.k8s.io/v1
               kind: CustomResourceDefinition
               metadata: {name: %2$s.apps.cozystack.io}
               spec:
                 group: apps.cozystack.io
                 names: {kind: %1$s, plural: %2$s, listKind: %1$sList}
                 scope: Namespaced
                 versions:
                   - name: v1alpha1
                     served: true
                     storage: true
                     schema:
                       openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}
               """
                .formatted(kind, plural);
    }

    static String application(String namespace, String name) {
        return """
               apiVersion: apps.cozystack.io/v1alpha1
               kind: Database
               metadata: {name: %s, namespace: %s}
               spec: {replicas: 3}
               """
                .formatted(name, namespace);
    }

    static String strategy(String namespace) {
        return """
               apiVersion: strategy.backups.cozystack.io/v1alpha1
               kind: Job
               metadata:
                 name: archive-%s
                 annotations: {job.backups.cozystack.io/result: required, job.backups.cozystack.io/backoff-limit: "0"}
               spec:
                 template:
                   spec:
                     restartPolicy: Never
                     terminationGracePeriodSeconds: 1
                     volumes:
                       - {name: data, persistentVolumeClaim: {claimName: "{{ .Release.Name }}"}}
                       - {name: store, persistentVolumeClaim: {claimName: store}}
                     containers:
                       - name: run
                         image: %s
                         command: [sh, -euc]
                         args:
                           - |
               %s
                         env:
                           - {name: MODE, value: "{{ .Mode }}"}
                           - {name: RUN, value: "{{ .Run.UID }}"}
                           - {name: ARTIFACT, value: "{{ .Artifact.URI }}"}
                           - {name: CHECKSUM, value: "{{ .Artifact.Checksum }}"}
                         volumeMounts:
                           - {name: data, mountPath: /data}
                           - {name: store, mountPath: /store}
               """
                .formatted(namespace, Platform.IMAGE, SCRIPT.indent(16).stripTrailing());
    }

    static String backupClass(String namespace) {
        return """
               apiVersion: backups.cozystack.io/v1alpha1
               kind: BackupClass
               metadata: {name: daily-%1$s}
               spec:
                 strategies:
                   - application: {kind: Database}
                     strategyRef: {apiGroup: strategy.backups.cozystack.io, kind: Job, name: archive-%1$s}
               """
                .formatted(namespace);
    }

    static String backupJob(String namespace, String name) {
        return """
               apiVersion: backups.cozystack.io/v1alpha1
               kind: BackupJob
               metadata: {name: %2$s, namespace: %1$s}
               spec:
                 applicationRef: {kind: Database, name: db}
                 backupClassName: daily-%1$s
               """
                .formatted(namespace, name);
    }

    static String restoreJob(String namespace, String name, String backup, String target) {
        String targetRef = target.isEmpty()
                ? ""
                : "  targetApplicationRef: {apiGroup: apps.cozystack.io, kind: Database, name: " + target + "}\n";
        return """
               apiVersion: backups.cozystack.io/v1alpha1
               kind: RestoreJob
               metadata: {name: %2$s, namespace: %1$s}
               spec:
                 backupRef: {name: %3$s}
               """
                        .formatted(namespace, name, backup)
                + targetRef;
    }
}
