package dev.holdfast.backup.benchmarks.load;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A Job and its pod from state to state, as the API server accepts them. Pure. */
final class JobStates {

    private static final String RESULT =
            """
            {"kind":"RunResult","artifact":{"uri":"file:///archives/%s.tar","sizeBytes":1048576,\
            "checksum":"sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}}""";

    private JobStates() {}

    static Pod pod(Job job) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(job.getMetadata().getName() + "-x7k2p")
                .withNamespace(job.getMetadata().getNamespace())
                .withLabels(job.getSpec().getTemplate().getMetadata().getLabels())
                .addNewOwnerReference()
                .withApiVersion("batch/v1")
                .withKind("Job")
                .withName(job.getMetadata().getName())
                .withUid(job.getMetadata().getUid())
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .withSpec(job.getSpec().getTemplate().getSpec())
                .build();
    }

    static Pod running(Pod pod, Instant since) {
        return new PodBuilder(pod)
                .editOrNewStatus()
                .withPhase("Running")
                .withStartTime(stamp(since))
                .addNewContainerStatus()
                .withName(container(pod))
                .withImage("registry.example/archive:1")
                .withReady(true)
                .withStarted(true)
                .withNewState()
                .withNewRunning(stamp(since))
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
    }

    static Pod succeeded(Pod pod, Instant at) {
        return new PodBuilder(pod)
                .editOrNewStatus()
                .withPhase("Succeeded")
                .withContainerStatuses()
                .addNewContainerStatus()
                .withName(container(pod))
                .withImage("registry.example/archive:1")
                .withNewState()
                .withNewTerminated()
                .withExitCode(0)
                .withReason("Completed")
                .withFinishedAt(stamp(at))
                .withMessage(RESULT.formatted(pod.getMetadata().getName()))
                .endTerminated()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
    }

    private static String container(Pod pod) {
        return pod.getSpec().getContainers().get(0).getName();
    }

    static Job active(Job job, Instant since) {
        return new JobBuilder(job)
                .withNewStatus()
                .withStartTime(stamp(since))
                .withActive(1)
                .withReady(1)
                .endStatus()
                .build();
    }

    static Job complete(Job job, Instant at) {
        return new JobBuilder(job)
                .editOrNewStatus()
                .withStartTime(startOf(job, at))
                .withCompletionTime(stamp(at))
                .withActive(null)
                .withReady(0)
                .withTerminating(0)
                .withSucceeded(1)
                .withNewUncountedTerminatedPods()
                .endUncountedTerminatedPods()
                .addNewCondition()
                .withType("SuccessCriteriaMet")
                .withStatus("True")
                .withLastTransitionTime(stamp(at))
                .endCondition()
                .addNewCondition()
                .withType("Complete")
                .withStatus("True")
                .withLastTransitionTime(stamp(at))
                .endCondition()
                .endStatus()
                .build();
    }

    private static String startOf(Job job, Instant otherwise) {
        String start = job.getStatus() == null ? null : job.getStatus().getStartTime();
        return start == null ? stamp(otherwise) : start;
    }

    private static String stamp(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
