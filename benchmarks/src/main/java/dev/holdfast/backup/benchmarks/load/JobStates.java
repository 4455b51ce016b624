package dev.holdfast.backup.benchmarks.load;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A Job's pod, and the states of both, as JSON that the API server accepts. Pure. */
final class JobStates {

    private JobStates() {}

    /** The only pod of a Job. */
    static String podName(Job job) {
        return job.getMetadata().getName() + "-x7k2p";
    }

    static String pod(Job job) {
        return """
               {"apiVersion": "v1", "kind": "Pod",
                "metadata": {
                  "name": "%s",
                  "labels": %s,
                  "ownerReferences": [{
                    "apiVersion": "batch/v1", "kind": "Job", "name": "%s", "uid": "%s", "controller": true}]},
                "spec": %s}
               """
                .formatted(
                        podName(job),
                        Serialization.asJson(
                                job.getSpec().getTemplate().getMetadata().getLabels()),
                        job.getMetadata().getName(),
                        job.getMetadata().getUid(),
                        Serialization.asJson(job.getSpec().getTemplate().getSpec()));
    }

    static String podRunning(Instant since) {
        return """
               {"status": {"phase": "Running", "startTime": "%1$s", "containerStatuses": [%2$s]}}
               """
                .formatted(stamp(since), container("\"running\": {\"startedAt\": \"%s\"}".formatted(stamp(since))));
    }

    static String podSucceeded(String run, Instant at) {
        String result = "{\\\"kind\\\":\\\"RunResult\\\",\\\"artifact\\\":{\\\"uri\\\":\\\"file:///archives/" + run
                + ".tar\\\",\\\"sizeBytes\\\":1048576}}";
        return """
               {"status": {"phase": "Succeeded", "containerStatuses": [%s]}}
               """
                .formatted(container(
                        """
                        "terminated": {"exitCode": 0, "reason": "Completed", "finishedAt": "%s", "message": "%s"}"""
                                .formatted(stamp(at), result)));
    }

    private static String container(String state) {
        return """
               {"name": "backup", "image": "registry.example/archive:1", "imageID": "", "ready": false, "restartCount": 0,
                "state": {%s}}"""
                .formatted(state);
    }

    static String jobActive(Instant since) {
        return """
               {"status": {"startTime": "%s", "active": 1, "ready": 1}}
               """
                .formatted(stamp(since));
    }

    static String jobComplete(Instant start, Instant at) {
        return """
               {"status": {
                 "startTime": "%1$s", "completionTime": "%2$s", "active": null, "ready": 0, "terminating": 0, "succeeded": 1,
                 "uncountedTerminatedPods": {},
                 "conditions": [
                   {"type": "SuccessCriteriaMet", "status": "True", "lastTransitionTime": "%2$s"},
                   {"type": "Complete", "status": "True", "lastTransitionTime": "%2$s"}]}}
               """
                .formatted(stamp(start), stamp(at));
    }

    private static String stamp(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
