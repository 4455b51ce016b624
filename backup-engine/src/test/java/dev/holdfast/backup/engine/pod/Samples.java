package dev.holdfast.backup.engine.pod;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;

/** Jobs and pods as an API server shows them; a status is given as the inside of a JSON object. */
final class Samples {

    static final Instant READ_AT = Instant.parse("2026-05-01T13:00:00Z");
    static final Instant STARTED_AT = Instant.parse("2026-05-01T12:00:00Z");
    static final String RESULT =
            "{\"kind\": \"RunResult\", \"artifact\": {\"uri\": \"s3://bucket/a.tar\", \"sizeBytes\": 12}}";

    private Samples() {}

    static GenericKubernetesResource job(String status) {
        return object(
                """
                {"apiVersion": "batch/v1", "kind": "Job",
                 "metadata": {"name": "db-backup", "namespace": "tenant", "uid": "job-uid",
                  "creationTimestamp": "2026-05-01T11:59:59Z"},
                 "spec": {}, "status": {"startTime": "2026-05-01T12:00:00Z"%s}}
                """
                        .formatted(status.isEmpty() ? "" : ", " + status));
    }

    static GenericKubernetesResource jobWith(String condition, String reason, String message) {
        return job("\"conditions\": [" + condition(condition, reason, message) + "]");
    }

    static String condition(String type, String reason, String message) {
        return "{\"type\": \"%s\", \"status\": \"True\", \"reason\": \"%s\", \"message\": \"%s\"}"
                .formatted(type, reason, message);
    }

    static GenericKubernetesResource complete() {
        return jobWith("Complete", "CompletionsReached", "Reached expected number of succeeded pods");
    }

    static GenericKubernetesResource failed() {
        return jobWith("Failed", "BackoffLimitExceeded", "Job has reached the specified backoff limit");
    }

    /** A pod with one container, {@code main}. */
    static GenericKubernetesResource pod(String name, String phase, String status) {
        return pod(name, phase, status, "main");
    }

    static GenericKubernetesResource pod(String name, String phase, String status, String... containers) {
        String specs = String.join(
                ", ",
                List.of(containers).stream()
                        .map("{\"name\": \"%s\"}"::formatted)
                        .toList());
        return object(
                """
                {"apiVersion": "v1", "kind": "Pod",
                 "metadata": {"name": "%s", "namespace": "tenant", "creationTimestamp": "2026-05-01T12:00:01Z",
                  "ownerReferences": [{"kind": "Job", "name": "db-backup", "uid": "job-uid", "controller": true}]},
                 "spec": {"containers": [%s]}, "status": {"phase": "%s"%s}}
                """
                        .formatted(name, specs, phase, status.isEmpty() ? "" : ", " + status));
    }

    /** A succeeded pod whose only container left this message. */
    static GenericKubernetesResource succeeded(String message) {
        return pod("p1", "Succeeded", containers(terminated("main", 0, "Completed", message)));
    }

    static String containers(String... statuses) {
        return "\"containerStatuses\": [" + String.join(", ", statuses) + "]";
    }

    static String initContainers(String... statuses) {
        return "\"initContainerStatuses\": [" + String.join(", ", statuses) + "]";
    }

    static String running(String name) {
        return container(name, "\"running\": {\"startedAt\": \"2026-05-01T12:00:05Z\"}");
    }

    static String waiting(String name, String reason, String message) {
        return container(name, "\"waiting\": {\"reason\": \"%s\", \"message\": \"%s\"}".formatted(reason, message));
    }

    static String terminated(String name, int exitCode, String reason, String message) {
        return container(
                name,
                "\"terminated\": {\"exitCode\": %d, \"reason\": \"%s\", \"message\": %s, \"finishedAt\": \"2026-05-01T12:10:00Z\"}"
                        .formatted(exitCode, reason, Serialization.asJson(message)));
    }

    private static String container(String name, String state) {
        return "{\"name\": \"%s\", \"restartCount\": 0, \"state\": {%s}, \"lastState\": {}}".formatted(name, state);
    }

    static PodView view(GenericKubernetesResource job, GenericKubernetesResource... pods) {
        return PodView.of(job, List.of(pods), READ_AT);
    }

    static GenericKubernetesResource object(String json) {
        return Serialization.unmarshal(json, GenericKubernetesResource.class);
    }
}
