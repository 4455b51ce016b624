package dev.holdfast.backup.it.engine;

import dev.holdfast.backup.spi.BackupDriver;
import dev.holdfast.backup.spi.BackupRequest;
import dev.holdfast.backup.spi.DriverDescriptor;
import dev.holdfast.backup.spi.Planning;
import dev.holdfast.backup.spi.PodSettings;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.Stage;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;

/** A second driver beside the one under test. */
final class CopyDriver implements BackupDriver {

    static final String CRD =
            """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: copies.strategy.backups.cozystack.io}
            spec:
              group: strategy.backups.cozystack.io
              names: {kind: Copy, plural: copies, singular: copy, listKind: CopyList}
              scope: Cluster
              versions:
                - name: v1alpha1
                  served: true
                  storage: true
                  schema:
                    openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}
            """;

    static final String STRATEGY =
            """
            apiVersion: strategy.backups.cozystack.io/v1alpha1
            kind: Copy
            metadata: {name: tool}
            spec: {}
            """;

    static final String BACKUP_CLASS =
            Backups.classFor("strategy.backups.cozystack.io", "Copy", "").replace("daily", "copies");

    /** It has no settings. */
    record Spec() {}

    @Override
    public DriverDescriptor descriptor() {
        return DriverDescriptor.of("strategy.backups.cozystack.io", "Copy", Spec.class)
                .uses("batch/v1/Job", "get list watch create patch delete")
                .uses("v1/Pod", "get list watch");
    }

    @Override
    public Planning planBackup(BackupRequest request) {
        return RunPlan.of(Stage.pod(
                "backup",
                new PodTemplateSpecBuilder()
                        .withNewSpec()
                        .withRestartPolicy("Never")
                        .addNewContainer()
                        .withName("copy")
                        .withImage("registry.example/copy:1")
                        .endContainer()
                        .endSpec()
                        .build(),
                PodSettings.defaults()));
    }
}
