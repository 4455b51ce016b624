package dev.holdfast.backup.testkit.pods;

import static dev.holdfast.backup.testkit.pods.KubeletFixture.IMAGES;
import static dev.holdfast.backup.testkit.pods.KubeletFixture.main;
import static dev.holdfast.backup.testkit.pods.KubeletFixture.script;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerRestartTest {
    @TempDir
    Path work;

    @Test
    void killsContainersOnCloseAndTheNextRunnerReportsThemLost() {
        try (KubeletFixture on = KubeletFixture.on(work)) {
            on.create(script("left", "sleep 5353"));
            on.awaitPhase("left", "Running");
            KubeletFixture.patiently().until(() -> ContainerProcessTest.sleepers("5353") > 0);

            on.kubelet.close();

            assertThat(ContainerProcessTest.sleepers("5353")).isZero();
            assertThat(on.awaitPhase("left", "Running")).isNotNull();
            try (ProcessKubelet next = ProcessKubelet.builder(on.client)
                    .images(IMAGES)
                    .workDirectory(work)
                    .start()) {
                Pod pod = on.awaitPhase("left", "Failed");
                var ended = main(pod).getState().getTerminated();
                assertThat(ended.getReason()).isEqualTo("ContainerStatusUnknown");
                assertThat(ended.getExitCode()).isEqualTo(137);
                assertThat(next.logs()).isNotNull();
            }
        }
    }

    @Test
    void leavesPodsOfOtherNodesAlone() {
        try (KubeletFixture on = KubeletFixture.on(work)) {
            on.create(script("foreign", "true")
                    .editSpec()
                    .withNodeName("other-node")
                    .endSpec());
            on.create(script("own", "true"));

            on.awaitPhase("own", "Succeeded");

            assertThat(on.pod("foreign")).hasValueSatisfying(pod -> assertThat(
                            KubeletFixture.status(pod).getContainerStatuses())
                    .isEmpty());
        }
    }
}
