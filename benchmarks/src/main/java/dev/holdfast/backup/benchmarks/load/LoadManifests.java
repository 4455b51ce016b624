package dev.holdfast.backup.benchmarks.load;

import dev.holdfast.backup.api.CoreApi;
import dev.holdfast.backup.api.CoreCrds;
import dev.holdfast.backup.driver.job.JobDriver;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The objects of a load: one strategy and class, and for each run an application of its own that bears the run's name. */
public final class LoadManifests {

    private static final String JOB_STRATEGY = "/META-INF/fabric8/jobs.strategy.backups.cozystack.io-v1.yml";

    private static final String APPLICATIONS =
            """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: databases.apps.cozystack.io}
            spec:
              group: apps.cozystack.io
              names: {kind: Database, plural: databases, listKind: DatabaseList}
              scope: Namespaced
              versions:
                - name: v1alpha1
                  served: true
                  storage: true
                  schema:
                    openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}
            """;

    /** In JSON, which is YAML too. Needs no Secret: each would cost a request of its own. */
    private static final String POD =
            """
            {"spec": {"restartPolicy": "Never", "containers": [{
              "name": "backup", "image": "registry.example/archive:1", "command": ["/bin/sh", "-euc"],
              "args": ["archive --mode %1$s --source %2$s.svc:5432 --to file:///archives/%2$s/%3$s.tar"],
              "env": [
                {"name": "MODE", "value": "%1$s"},
                {"name": "RELEASE", "value": "%2$s"},
                {"name": "RUN", "value": "%3$s"}],
              "resources": {"requests": {"cpu": "10m", "memory": "32Mi"}, "limits": {"memory": "128Mi"}}}]}}
            """;

    private LoadManifests() {}

    static List<CustomResourceDefinition> definitions() {
        return Stream.concat(
                        CoreCrds.all().stream(),
                        Stream.of(
                                jobStrategies(), Serialization.unmarshal(APPLICATIONS, CustomResourceDefinition.class)))
                .toList();
    }

    private static CustomResourceDefinition jobStrategies() {
        try (InputStream in = JobDriver.class.getResourceAsStream(JOB_STRATEGY)) {
            if (in == null) {
                throw new IllegalStateException("Missing from the class path: " + JOB_STRATEGY);
            }
            return Serialization.unmarshal(in, CustomResourceDefinition.class);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + JOB_STRATEGY, e);
        }
    }

    static List<GenericKubernetesResource> classAndStrategy() {
        String strategy =
                """
                apiVersion: strategy.backups.cozystack.io/v1alpha1
                kind: Job
                metadata:
                  name: archive
                  annotations: {job.backups.cozystack.io/result: required, job.backups.cozystack.io/backoff-limit: "0"}
                spec:
                  template:
                """
                        + POD.formatted("{{ .Mode }}", "{{ .Release.Name }}", "{{ .Run.UID }}")
                                .indent(4);
        String backupClass =
                """
                apiVersion: backups.cozystack.io/v1alpha1
                kind: BackupClass
                metadata: {name: archive}
                spec:
                  strategies:
                    - application: {kind: Database}
                      strategyRef: {apiGroup: strategy.backups.cozystack.io, kind: Job, name: archive}
                """;
        return List.of(object(strategy), object(backupClass));
    }

    static GenericKubernetesResource application(String namespace, String run) {
        return object(
                """
                apiVersion: apps.cozystack.io/v1alpha1
                kind: Database
                metadata: {name: %s, namespace: %s}
                spec: {replicas: 3, storage: 10Gi, users: [app, report]}
                """
                        .formatted(run, namespace));
    }

    static String backupJob(String run) {
        return """
               {"apiVersion": "backups.cozystack.io/v1alpha1", "kind": "BackupJob", "metadata": {"name": "%1$s"},
                "spec": {"applicationRef": {"kind": "Database", "name": "%1$s"}, "backupClassName": "archive"}}
               """
                .formatted(run);
    }

    /** The pod template as the engine renders it for a run. */
    public static String pod(String run) {
        return POD.formatted("backup", run, run);
    }

    private static GenericKubernetesResource object(String yaml) {
        return Serialization.unmarshal(yaml, GenericKubernetesResource.class);
    }

    /** How the client reaches one of the core kinds. */
    public static ResourceDefinitionContext backupKind(String kind) {
        return new ResourceDefinitionContext.Builder()
                .withGroup(CoreApi.GROUP)
                .withVersion(CoreApi.VERSION)
                .withKind(kind)
                .withPlural(kind.toLowerCase(Locale.ROOT) + "s")
                .withNamespaced(true)
                .build();
    }
}
