package dev.holdfast.backup.engine.pod;

import static dev.holdfast.backup.engine.pod.PodStage.containersMayHaveStarted;
import static dev.holdfast.backup.engine.pod.Samples.containers;
import static dev.holdfast.backup.engine.pod.Samples.initContainers;
import static dev.holdfast.backup.engine.pod.Samples.job;
import static dev.holdfast.backup.engine.pod.Samples.pod;
import static dev.holdfast.backup.engine.pod.Samples.running;
import static dev.holdfast.backup.engine.pod.Samples.terminated;
import static dev.holdfast.backup.engine.pod.Samples.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainersMayHaveStartedTest {

    @Test
    void noneHasWithoutPods() {
        assertThat(containersMayHaveStarted(List.of())).isFalse();
    }

    @Test
    void noneHasWhileAllWait() {
        String waiting = waiting("main", "ImagePullBackOff", "");

        assertThat(containersMayHaveStarted(List.of(pod("p", "Pending", "")))).isFalse();
        assertThat(containersMayHaveStarted(List.of(pod("p", "", "")))).isFalse();
        assertThat(containersMayHaveStarted(
                        List.of(pod("p", "Pending", initContainers(waiting) + ", " + containers(waiting)))))
                .isFalse();
    }

    @Test
    void oneHasIfItRunsOrRan() {
        assertThat(containersMayHaveStarted(pending(containers(running("main")))))
                .isTrue();
        assertThat(containersMayHaveStarted(pending(containers(terminated("main", 0, "Completed", "")))))
                .isTrue();
    }

    @Test
    void oneHasIfAnInitContainerRunsOrRan() {
        assertThat(containersMayHaveStarted(pending(initContainers(running("init")))))
                .isTrue();
        assertThat(containersMayHaveStarted(pending(initContainers(terminated("init", 0, "Completed", "")))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\": \"main\", \"state\": {\"waiting\": {}}, \"lastState\": {\"terminated\": {\"exitCode\": 0}}}",
                "{\"name\": \"main\", \"state\": {\"waiting\": {}}, \"restartCount\": 1}",
                "{\"name\": \"main\", \"state\": {}, \"started\": true}"
            })
    void oneHasIfItRanBeforeARestart(String status) {
        assertThat(containersMayHaveStarted(pending(containers(status)))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Running", "Succeeded", "Failed", "Unknown"})
    void oneHasInAnyPhaseButPending(String phase) {
        assertThat(containersMayHaveStarted(List.of(pod("p", phase, "")))).isTrue();
    }

    @Test
    void oneHasIfItDidInAnyOfThePods() {
        assertThat(containersMayHaveStarted(List.of(pod("p", "Pending", ""), pod("q", "Failed", ""))))
                .isTrue();
    }

    @Test
    void looksAtPodsThatTheJobDoesNotControlToo() {
        GenericKubernetesResource orphan = pod("p", "Running", "");
        orphan.getMetadata().setOwnerReferences(List.of());

        assertThat(containersMayHaveStarted(job(""), List.of(orphan))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"failed\": 1",
                "\"succeeded\": 1",
                "\"ready\": 1",
                "\"uncountedTerminatedPods\": {\"failed\": [\"uid\"]}",
                "\"uncountedTerminatedPods\": {\"succeeded\": [\"uid\"]}"
            })
    void oneHasIfTheJobCountsAPodThatIsGone(String status) {
        assertThat(containersMayHaveStarted(job(status), List.of())).isTrue();
    }

    @Test
    void noneHasIfTheJobOnlyCountsAPendingPod() {
        assertThat(containersMayHaveStarted(
                        job("\"active\": 1, \"ready\": 0, \"uncountedTerminatedPods\": {}"), List.of()))
                .isFalse();
    }

    private static List<GenericKubernetesResource> pending(String status) {
        return List.of(pod("p", "Pending", status));
    }
}
