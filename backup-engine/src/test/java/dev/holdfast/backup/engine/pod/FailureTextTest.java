package dev.holdfast.backup.engine.pod;

import static dev.holdfast.backup.engine.pod.Samples.containers;
import static dev.holdfast.backup.engine.pod.Samples.failed;
import static dev.holdfast.backup.engine.pod.Samples.initContainers;
import static dev.holdfast.backup.engine.pod.Samples.jobWith;
import static dev.holdfast.backup.engine.pod.Samples.pod;
import static dev.holdfast.backup.engine.pod.Samples.terminated;
import static dev.holdfast.backup.engine.pod.Samples.view;
import static dev.holdfast.backup.engine.pod.Samples.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.engine.redact.Redactor;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FailureTextTest {

    private static final String CONDITION = "BackoffLimitExceeded: Job has reached the specified backoff limit";

    @Test
    void saysConditionContainerExitCodeReasonAndMessage() {
        PodView view = view(failed(), failedPod("main", 137, "OOMKilled", "out of memory\n"));

        assertThat(text(view).full())
                .isEqualTo(CONDITION + "; pod p1: container main exited with 137 (OOMKilled): out of memory");
        assertThat(text(view).message()).isEqualTo(text(view).full());
    }

    @Test
    void saysTheConditionAloneWhenThePodsAreGone() {
        assertThat(text(view(failed())).message()).isEqualTo(CONDITION);
    }

    @Test
    void saysThatTheJobGaveNoReason() {
        assertThat(text(view(jobWith("Failed", "", ""))).message()).isEqualTo("the Job failed without saying why");
    }

    @Test
    void blamesTheLastAttempt() {
        GenericKubernetesResource earlier = failedPod("main", 1, "Error", "first");
        earlier.getMetadata().setName("p0");
        earlier.getMetadata().setCreationTimestamp("2026-05-01T11:00:00Z");

        assertThat(text(view(failed(), failedPod("main", 2, "Error", "second"), earlier))
                        .full())
                .contains("pod p1", "exited with 2", "second")
                .doesNotContain("first");
    }

    @Test
    void blamesTheContainerThatFailedFirst() {
        String killed = terminated("sidecar", 143, "Error", "killed").replace("12:10:00", "12:10:07");
        GenericKubernetesResource pod =
                pod("p1", "Failed", containers(killed, terminated("main", 3, "Error", "no space")));

        assertThat(text(view(failed(), pod)).full())
                .contains("container main exited with 3")
                .doesNotContain("killed");
    }

    @Test
    void blamesAnInitContainer() {
        GenericKubernetesResource pod = pod(
                "p1",
                "Failed",
                initContainers(terminated("fetch", 6, "Error", "no such host")) + ", "
                        + containers(waiting("main", "PodInitializing", "")));

        assertThat(text(view(failed(), pod)).full()).endsWith("container fetch exited with 6 (Error): no such host");
    }

    @Test
    void saysWhyAPodWasEvicted() {
        GenericKubernetesResource pod =
                pod("p1", "Failed", "\"reason\": \"Evicted\", \"message\": \"The node was low on memory\"");

        assertThat(text(view(failed(), pod)).full()).endsWith("pod p1: Evicted: The node was low on memory");
    }

    @Test
    void saysWhatAPodWaitedForWhenTheDeadlineCame() {
        PodView view = view(
                jobWith("Failed", "DeadlineExceeded", "Job was active longer than specified deadline"),
                pod("p1", "Pending", containers(waiting("main", "ImagePullBackOff", "not found"))));

        assertThat(text(view).full()).contains("DeadlineExceeded", "container main: ImagePullBackOff: not found");
    }

    @Test
    void addsTheLastTwentyLinesOfALog() {
        String log = IntStream.rangeClosed(1, 30).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));

        FailureText text =
                text(view(failed(), failedPod("main", 1, "Error", ""))).withLog(log + "\n\n", Redactor.none());

        assertThat(text.output().lines()).hasSize(20).startsWith("line 11").endsWith("line 30");
    }

    @Test
    void keepsMessageAndLogButDoesNotSayTheSameTwice() {
        FailureText text = text(view(failed(), failedPod("main", 1, "Error", "b\nc")));

        assertThat(text.withLog("other", Redactor.none()).output()).isEqualTo("b\nc\nother");
        assertThat(text.withLog("a\nb\nc\n", Redactor.none()).output()).isEqualTo("a\nb\nc");
        assertThat(text.withLog("c\n", Redactor.none()).output()).isEqualTo("b\nc");
        assertThat(text.withLog("", Redactor.none()).output()).isEqualTo("b\nc");
    }

    @Test
    void clipsToOneKibibyteKeepingTheEndOfTheOutput() {
        PodView view = view(failed(), failedPod("main", 1, "Error", "€".repeat(700) + " the real cause"));

        String message = text(view).message();

        assertThat(message).startsWith(CONDITION).contains("exited with 1").endsWith("the real cause");
        assertThat(message.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(1020, 1024);
        assertThat(text(view).full().getBytes(StandardCharsets.UTF_8)).hasSizeGreaterThan(2000);
    }

    @Test
    void clipsALongConditionToo() {
        PodView alone = view(jobWith("Failed", "JobFailed", "x".repeat(3000)));
        PodView withOutput =
                view(jobWith("Failed", "JobFailed", "x".repeat(3000)), failedPod("main", 1, "Error", "the cause"));

        assertThat(text(alone).message()).hasSizeLessThanOrEqualTo(1024).startsWith("JobFailed: xxx");
        assertThat(text(withOutput).message()).hasSizeLessThanOrEqualTo(1024).endsWith("the cause");
    }

    @Test
    void redactsBeforeItCutsSoThatNoHalfOfASecretStays() {
        String secret = "s3cr3t-".repeat(40);
        Redactor redactor = Redactor.of(List.of(secret));
        PodView view = view(failed(), failedPod("main", 1, "Error", secret + "y".repeat(800)));

        FailureText text = FailureText.of(view, redactor).withLog("log " + secret, redactor);

        assertThat(text.full()).doesNotContain("s3cr3t");
        assertThat(text.message()).doesNotContain("s3cr3t");
    }

    @Test
    void redactsASecretOfSeveralLinesThatTheTailCutsInTwo() {
        String secret =
                IntStream.range(0, 30).mapToObj(i -> "key-material-" + i).collect(Collectors.joining("\n"));
        Redactor redactor = Redactor.of(List.of(secret));

        FailureText text = text(view(failed())).withLog("before\n" + secret + "\nafter", redactor);

        assertThat(text.output()).isEqualTo("before\n***\nafter");
    }

    private static FailureText text(PodView view) {
        return FailureText.of(view, Redactor.none());
    }

    private static GenericKubernetesResource failedPod(String container, int exitCode, String reason, String message) {
        return pod("p1", "Failed", containers(terminated(container, exitCode, reason, message)));
    }
}
