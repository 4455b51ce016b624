package dev.holdfast.backup.it.faults;

/** Manifests of a small platform whose strategy understands backup, restore and cleanup. */
final class Yaml {

    static final String PLATFORM =
            """
            apiVersion: v1
            kind: Namespace
            metadata: {name: tenant-a}
            ---
            apiVersion: v1
            kind: Namespace
            metadata: {name: holdfast-system}
            ---
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
            ---
            apiVersion: apps.cozystack.io/v1alpha1
            kind: Database
            metadata: {name: db, namespace: tenant-a}
            spec: {replicas: 3}
            ---
            apiVersion: strategy.backups.cozystack.io/v1alpha1
            kind: Job
            metadata:
              name: tool
              annotations: {job.backups.cozystack.io/modes: "backup,restore,cleanup"}
            spec:
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - name: run
                      image: registry.example/tool:1
                      env:
                        - {name: MODE, value: "{{ .Mode }}"}
                        - {name: BACKUP, value: "{{ .BackupName }}"}
                        - {name: URI, value: "{{ if ne .Mode \\"backup\\" }}{{ .Artifact.URI }}{{ end }}"}
            ---
            apiVersion: backups.cozystack.io/v1alpha1
            kind: BackupClass
            metadata: {name: daily}
            spec:
              strategies:
                - application: {kind: Database}
                  strategyRef: {apiGroup: strategy.backups.cozystack.io, kind: Job, name: tool}
            """;

    private Yaml() {}

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
}
