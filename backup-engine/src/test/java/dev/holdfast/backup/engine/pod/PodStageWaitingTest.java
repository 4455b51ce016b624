package dev.holdfast.backup.engine.pod;

import static dev.holdfast.backup.engine.pod.Samples.containers;
import static dev.holdfast.backup.engine.pod.Samples.initContainers;
import static dev.holdfast.backup.engine.pod.Samples.job;
import static dev.holdfast.backup.engine.pod.Samples.jobWith;
import static dev.holdfast.backup.engine.pod.Samples.object;
import static dev.holdfast.backup.engine.pod.Samples.pod;
import static dev.holdfast.backup.engine.pod.Samples.running;
import static dev.holdfast.backup.engine.pod.Samples.succeeded;
import static dev.holdfast.backup.engine.pod.Samples.terminated;
import static dev.holdfast.backup.engine.pod.Samples.view;
import static dev.holdfast.backup.engine.pod.Samples.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.engine.redact.Redactor;
import dev.holdfast.backup.spi.PodSettings;
import dev.holdfast.backup.spi.Waiting;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodStageWaitingTest {

    private static final GenericKubernetesResource FAILED_POD =
            pod("p0", "Failed", containers(terminated("main", 1, "Error", "")));

    @Test
    void waitsForTheFirstPod() {
        Waiting waiting = waits(view(job("")));

        assertThat(waiting.reason()).isEqualTo("PodNotCreated");
        assertThat(waiting.started()).isFalse();
        assertThat(waiting.message()).contains("Job tenant/db-backup", "events").doesNotContain("attempt");
    }

    @Test
    void saysThatASuspendedJobHasNoPod() {
        GenericKubernetesResource job = object(
                """
                {"kind": "Job", "metadata": {"name": "j", "namespace": "n", "uid": "job-uid"}, "spec": {"suspend": true}}
                """);

        assertThat(waits(view(job)).message()).contains("suspended");
    }

    @ParameterizedTest
    @CsvSource({
        "ImagePullBackOff, Back-off pulling image x",
        "CreateContainerConfigError, secret db-backup not found",
        "ContainerCreating, ''"
    })
    void saysWhyAPodDoesNotStart(String reason, String message) {
        Waiting waiting = waits(view(job(""), pod("p1", "Pending", containers(waiting("main", reason, message)))));

        assertThat(waiting.reason()).isEqualTo("PodNotStarting");
        assertThat(waiting.started()).isFalse();
        assertThat(waiting.message()).contains("pod p1", "container main", reason, message);
    }

    @Test
    void namesEveryWaitingContainer() {
        GenericKubernetesResource pod = pod(
                "p1",
                "Pending",
                initContainers(waiting("init", "ImagePullBackOff", "first")) + ", "
                        + containers(waiting("main", "PodInitializing", "")));

        assertThat(waits(view(job(""), pod)).message())
                .contains("container init: ImagePullBackOff: first; container main: PodInitializing");
    }

    @Test
    void saysWhyAPodIsNotScheduled() {
        GenericKubernetesResource pod = pod(
                "p1",
                "Pending",
                """
                "conditions": [{"type": "PodScheduled", "status": "False", "reason": "Unschedulable",
                 "message": "0/3 nodes are available"}]
                """);

        Waiting waiting = waits(view(job(""), pod));

        assertThat(waiting.reason()).isEqualTo("PodNotStarting");
        assertThat(waiting.message()).contains("not scheduled: Unschedulable: 0/3 nodes are available");
    }

    @Test
    void isUnderWayOnceAContainerRuns() {
        Waiting waiting = waits(view(job(""), pod("p1", "Running", containers(running("main")))));

        assertThat(waiting.reason()).isEqualTo("PodRunning");
        assertThat(waiting.started()).isTrue();
        assertThat(waiting.message()).contains("pod p1").doesNotContain("attempt");
    }

    @Test
    void isUnderWayWhileAnInitContainerRuns() {
        GenericKubernetesResource pod = pod(
                "p1",
                "Pending",
                initContainers(running("init")) + ", " + containers(waiting("main", "PodInitializing", "")));

        assertThat(waits(view(job(""), pod)).reason()).isEqualTo("PodRunning");
    }

    @Test
    void staysUnderWayWhenTheMainContainerDoesNotStartAfterTheInitContainer() {
        GenericKubernetesResource pod = pod(
                "p1",
                "Pending",
                initContainers(terminated("init", 0, "Completed", "")) + ", "
                        + containers(waiting("main", "ErrImagePull", "no such image")));

        Waiting waiting = waits(view(job(""), pod));

        assertThat(waiting.reason()).isEqualTo("PodNotStarting");
        assertThat(waiting.started()).isTrue();
    }

    @Test
    void countsTheAttemptOfTheRunningPod() {
        Waiting waiting =
                waits(view(job("\"failed\": 1"), FAILED_POD, pod("p1", "Running", containers(running("main")))));

        assertThat(waiting.message()).contains("pod p1 (attempt 2 of 3)");
    }

    @Test
    void countsAttemptsWhosePodsAreGone() {
        assertThat(waits(view(job("\"failed\": 2"), pod("p1", "Running", containers(running("main")))))
                        .message())
                .contains("attempt 3 of 3");
        assertThat(waits(view(job("\"failed\": 1"))).message()).contains("attempt 2 of 3");
    }

    @Test
    void countsNoAttemptBeyondTheLimit() {
        assertThat(waits(view(job("\"failed\": 7"), pod("p1", "Pending", ""))).message())
                .contains("attempt 3 of 3");
    }

    @Test
    void aLaterAttemptThatIsSlowToStartIsStillUnderWay() {
        Waiting waiting = waits(view(
                job(""), FAILED_POD, pod("p1", "Pending", containers(waiting("main", "ImagePullBackOff", "gone")))));

        assertThat(waiting.reason()).isEqualTo("PodNotStarting");
        assertThat(waiting.started()).isTrue();
    }

    @Test
    void waitsForTheNextAttemptAndSaysHowTheLastOneEnded() {
        Waiting waiting = waits(view(job(""), FAILED_POD));

        assertThat(waiting.reason()).isEqualTo("PodRetrying");
        assertThat(waiting.started()).isTrue();
        assertThat(waiting.message()).contains("pod p0: container main exited with 1 (Error)", "attempt 2 of 3");
    }

    @Test
    void countsRestartsInsideAPodAsAttempts() {
        String crashing =
                """
                {"name": "main", "restartCount": 1,
                 "state": {"waiting": {"reason": "CrashLoopBackOff", "message": "back-off 10s"}},
                 "lastState": {"terminated": {"exitCode": 1, "reason": "Error"}}}
                """;

        Waiting waiting = waits(view(job(""), pod("p1", "Running", containers(crashing))));

        assertThat(waiting.reason()).isEqualTo("PodRetrying");
        assertThat(waiting.started()).isTrue();
        assertThat(waiting.message()).contains("attempt 2 of 3", "CrashLoopBackOff: back-off 10s");
    }

    @Test
    void aPodWhoseContainersHaveEndedIsRunningUntilItsPhaseSaysOtherwise() {
        GenericKubernetesResource pod = pod("p1", "Running", containers(terminated("main", 0, "Completed", "")));

        assertThat(waits(view(job(""), pod)).reason()).isEqualTo("PodRunning");
    }

    @ParameterizedTest
    @CsvSource({"FailureTarget, BackoffLimitExceeded", "SuccessCriteriaMet, CompletionsReached"})
    void waitsForTheEndThatTheJobAnnounces(String type, String reason) {
        Waiting waiting = waits(view(jobWith(type, reason, "soon")));

        assertThat(waiting.reason()).isEqualTo("JobEnding");
        assertThat(waiting.started()).isTrue();
        assertThat(waiting.message()).contains(reason, "soon");
    }

    @Test
    void waitsForTheJobToNoticeASucceededPod() {
        assertThat(waits(view(job(""), succeeded(""))).reason()).isEqualTo("JobEnding");
    }

    @Test
    void believesNoConditionThatIsNotTrue() {
        GenericKubernetesResource job = job("\"conditions\": [{\"type\": \"Complete\", \"status\": \"False\"},"
                + "{\"type\": \"Failed\", \"status\": \"Unknown\"}]");

        assertThat(waits(view(job)).reason()).isEqualTo("PodNotCreated");
    }

    @Test
    void redactsAndClipsTheMessage() {
        PodView view = view(
                job(""),
                pod("p1", "Pending", containers(waiting("main", "ErrImagePull", "hunter2 " + "€".repeat(2000)))));

        Waiting waiting =
                (Waiting) PodStage.observe(view, PodSettings.defaults(), true, Redactor.of(List.of("hunter2")));

        assertThat(waiting.message()).contains("***").doesNotContain("hunter2");
        assertThat(waiting.message().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(1024);
    }

    private static Waiting waits(PodView view) {
        return assertThat(PodStage.observe(view, PodSettings.defaults(), true, Redactor.none()))
                .asInstanceOf(InstanceOfAssertFactories.type(Waiting.class))
                .actual();
    }
}
