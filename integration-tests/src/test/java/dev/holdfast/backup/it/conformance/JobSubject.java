package dev.holdfast.backup.it.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.driver.job.JobDriver;
import dev.holdfast.backup.spi.BackupDriver;
import dev.holdfast.backup.testkit.conformance.DriverSubject;
import dev.holdfast.backup.testkit.conformance.Operation;
import dev.holdfast.backup.testkit.conformance.OperatorSimulator;
import dev.holdfast.backup.testkit.conformance.OperatorState;
import dev.holdfast.backup.testkit.jobs.PodEnd;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The Job driver, with pods that copy what a Database holds. */
final class JobSubject implements DriverSubject {

    private static final String STRATEGY_CRD = "/META-INF/fabric8/jobs.strategy.backups.cozystack.io-v1.yml";
    private static final String DATABASE_CRD =
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

    @Override
    public String name() {
        return "Job";
    }

    @Override
    public BackupDriver driver() {
        return new JobDriver();
    }

    @Override
    public List<CustomResourceDefinition> definitions() {
        KubernetesSerialization yaml = new KubernetesSerialization();
        return List.of(
                yaml.unmarshal(JobDriver.class.getResourceAsStream(STRATEGY_CRD), CustomResourceDefinition.class),
                yaml.unmarshal(DATABASE_CRD, CustomResourceDefinition.class));
    }

    @Override
    public String strategy() {
        return """
               apiVersion: strategy.backups.cozystack.io/v1alpha1
               kind: Job
               metadata:
                 name: tool
                 annotations:
                   job.backups.cozystack.io/modes: "backup,restore,cleanup,verify"
                   job.backups.cozystack.io/backoff-limit: "1"
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
                           - {name: APPLICATION, value: "{{ .Application.metadata.name }}"}
                           - {name: URI, value: "{{ if ne .Mode \\"backup\\" }}{{ .Artifact.URI }}{{ end }}"}
                           - name: PASSWORD
                             valueFrom: {secretKeyRef: {name: tool-login, key: password}}
               """;
    }

    @Override
    public Optional<String> surroundings() {
        return Optional.of(
                """
                apiVersion: v1
                kind: Secret
                metadata: {name: tool-login, namespace: tenant-a}
                stringData: {password: canary-71f0c2}
                """);
    }

    private static String database(String name) {
        return """
               apiVersion: apps.cozystack.io/v1alpha1
               kind: Database
               metadata: {name: %s, namespace: tenant-a}
               spec: {replicas: 3}
               """
                .formatted(name);
    }

    @Override
    public String application() {
        return database("db");
    }

    @Override
    public String bystander() {
        return database("other");
    }

    @Override
    public Optional<String> copy() {
        return Optional.of(database("copy"));
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.BACKUP, Operation.RESTORE, Operation.COPY, Operation.RECLAIM, Operation.VERIFY);
    }

    @Override
    public List<OperatorState> states() {
        return Stream.of(Operation.BACKUP, Operation.RESTORE)
                .flatMap(JobSubject::states)
                .toList();
    }

    private static Stream<OperatorState> states(Operation operation) {
        return Stream.of(
                waits(
                        "pod not starting",
                        operation,
                        PodEnd.notStarting("ImagePullBackOff", "no such image"),
                        "Pending"),
                waits("pod running", operation, PodEnd.running(), "Running"),
                OperatorState.fails(
                        "pod failed",
                        operation,
                        o -> ((JobSimulator) o).fare(PodEnd.fails(3, "Error", "the disk is full")),
                        pod("Failed")),
                OperatorState.succeeds("pod succeeded", operation, pod("Succeeded")));
    }

    private static OperatorState waits(String name, Operation operation, PodEnd end, String phase) {
        return OperatorState.waits(
                name, operation, o -> ((JobSimulator) o).fare(end), o -> ((JobSimulator) o).goOn(), pod(phase));
    }

    private static Predicate<JsonNode> pod(String phase) {
        return o -> o.path("kind").asText().equals("Pod")
                && o.at("/status/phase").asText().equals(phase)
                && o.at("/status/containerStatuses").isArray();
    }

    @Override
    public OperatorSimulator start(KubernetesClient client) {
        return new JobSimulator(client);
    }
}
