package dev.holdfast.backup.it.engine;

import java.util.Map;

/** Manifests of a small platform: an application kind, a class, a Job strategy, jobs. */
final class Manifests {

    static final String RESULT =
            "{\"kind\":\"RunResult\",\"artifact\":{\"uri\":\"s3://b/tenant-a/db/1.tar\",\"sizeBytes\":7,\"checksum\":\"sha256:ab\"}}";

    static final String APPLICATION_CRD =
            """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: databases.apps.cozystack.io}
            spec:
              group: apps.cozystack.io
              names: {kind: Database, plural: databases, singular: database, listKind: DatabaseList}
              scope: Namespaced
              versions:
                - name: v1alpha1
                  served: true
                  storage: true
                  schema:
                    openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}
            """;

    private static final Map<String, String> API_VERSIONS = Map.of(
            "Job", "batch/v1", "Pod", "v1", "Secret", "v1", "Event", "v1", "Database", "apps.cozystack.io/v1alpha1");

    private Manifests() {}

    static String apiVersion(String kind) {
        return API_VERSIONS.getOrDefault(kind, "backups.cozystack.io/v1alpha1");
    }

    static String application(String name) {
        return """
               apiVersion: apps.cozystack.io/v1alpha1
               kind: Database
               metadata: {name: %s, namespace: tenant-a}
               spec: {replicas: 3}
               """
                .formatted(name);
    }

    static String strategy(String annotations) {
        return """
               apiVersion: strategy.backups.cozystack.io/v1alpha1
               kind: Job
               metadata:
                 name: tool
                 annotations: {%s}
               spec:
                 template:
                   spec:
                     restartPolicy: Never
                     containers:
                       - name: run
                         image: registry.example/tool:1
                         env:
                           - {name: MODE, value: "{{ .Mode }}"}
                           - {name: APP, value: "{{ .Release.Name }}"}
                           - {name: STREAM, value: '{{ default "ORDERS" (index .Parameters "stream") }}'}
                           - {name: REPLICAS, value: "{{ .Application.spec.replicas }}"}
               """
                .formatted(annotations);
    }

    static String backupClass() {
        return """
               apiVersion: backups.cozystack.io/v1alpha1
               kind: BackupClass
               metadata: {name: daily}
               spec:
                 strategies:
                   - application: {kind: Database}
                     strategyRef: {apiGroup: strategy.backups.cozystack.io, kind: Job, name: tool}
                     parameters: {stream: PAYMENTS}
               """;
    }

    static String backupJob(String name) {
        return """
               apiVersion: backups.cozystack.io/v1alpha1
               kind: BackupJob
               metadata: {name: %s, namespace: tenant-a}
               spec:
                 applicationRef: {kind: Database, name: db}
                 backupClassName: daily
               """
                .formatted(name);
    }

    static String restoreJob(String name, String backup, String more) {
        return """
               apiVersion: backups.cozystack.io/v1alpha1
               kind: RestoreJob
               metadata: {name: %s, namespace: tenant-a}
               spec:
                 backupRef: {name: %s}
               %s
               """
                .formatted(name, backup, more);
    }

    /** Application, strategy and class in one document. */
    static void platform(World world) {
        world.apply(application("db"));
        world.apply(strategy(""));
        world.apply(backupClass());
    }
}
