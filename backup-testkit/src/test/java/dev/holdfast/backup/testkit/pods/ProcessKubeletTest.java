package dev.holdfast.backup.testkit.pods;

import static dev.holdfast.backup.testkit.pods.KubeletFixture.NAMESPACE;
import static dev.holdfast.backup.testkit.pods.KubeletFixture.main;
import static dev.holdfast.backup.testkit.pods.KubeletFixture.script;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessKubeletTest {
    @TempDir
    Path work;

    private KubeletFixture on;

    @BeforeEach
    void start() {
        on = new KubeletFixture(work, options -> options.restartBackoff(Duration.ofSeconds(1)));
    }

    @AfterEach
    void stop() {
        on.close();
    }

    @Test
    void reportsSuccessWithTheTerminationMessage() {
        on.create(script("good", "echo out; echo '{\"kind\":\"RunResult\"}' > /dev/termination-log"));

        Pod pod = on.awaitPhase("good", "Succeeded");

        var ended = main(pod).getState().getTerminated();
        assertThat(ended.getExitCode()).isZero();
        assertThat(ended.getReason()).isEqualTo("Completed");
        assertThat(ended.getMessage()).isEqualTo("{\"kind\":\"RunResult\"}\n");
        assertThat(pod.getSpec().getNodeName()).isEqualTo("process-kubelet");
        assertThat(pod.getStatus().getPodIP()).isEqualTo("127.0.0.1");
        assertThat(pod.getStatus().getStartTime()).isNotEmpty();
        assertThat(pod.getStatus().getConditions())
                .extracting(PodCondition::getType, PodCondition::getStatus)
                .containsExactly(
                        tuple("PodScheduled", "True"),
                        tuple("Initialized", "True"),
                        tuple("ContainersReady", "False"),
                        tuple("Ready", "False"));
    }

    @Test
    void reportsFailureWithTheExitCodeAndTheEndOfTheLog() {
        on.create(script("bad", "echo one; echo two >&2; exit 7")
                .editSpec()
                .editContainer(0)
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .endContainer()
                .endSpec());

        var ended = main(on.awaitPhase("bad", "Failed")).getState().getTerminated();

        assertThat(ended.getExitCode()).isEqualTo(7);
        assertThat(ended.getReason()).isEqualTo("Error");
        assertThat(ended.getMessage()).isEqualTo("one\ntwo\n");
    }

    @Test
    void servesLogsToTheApiServer() {
        on.create(script("talker", "seq 1 5"));
        on.awaitPhase("talker", "Succeeded");

        assertThat(on.client.pods().inNamespace(NAMESPACE).withName("talker").getLog())
                .isEqualTo("1\n2\n3\n4\n5\n");
        assertThat(on.kubelet
                        .logs()
                        .read(new ContainerLogs.Query(
                                NAMESPACE, "talker", java.util.Optional.empty(), OptionalInt.of(2), false)))
                .contains("4\n5\n");
    }

    @Test
    void waitsForAMissingSecretAndGoesOnWhenItAppears() {
        on.create(withPassword(script("needy", "echo \"$PASSWORD\"; cat /etc/creds/user")));
        Pod waiting = on.awaitWaiting("needy", "ContainerCreating");
        assertThat(waiting.getStatus().getPhase()).isEqualTo("Pending");
        KubeletFixture.patiently().untilAsserted(() -> assertThat(
                        on.client.v1().events().inNamespace(NAMESPACE).list().getItems())
                .anySatisfy(event -> assertThat(event.getMessage()).contains("secret \"creds\" not found")));

        createSecret(Map.of("user", "u"));
        var state = main(on.awaitWaiting("needy", "CreateContainerConfigError")).getState();
        assertThat(state.getWaiting().getMessage())
                .isEqualTo("couldn't find key password in Secret " + NAMESPACE + "/creds");

        on.client.secrets().inNamespace(NAMESPACE).withName("creds").edit(secret -> new SecretBuilder(secret)
                .addToData("password", base64("s3cret"))
                .build());
        on.awaitPhase("needy", "Succeeded");
        assertThat(on.log("needy")).isEqualTo("s3cret\nu");
    }

    @Test
    void backsOffFromAnImageThatItDoesNotKnow() {
        on.create(script("odd", "true")
                .editSpec()
                .editContainer(0)
                .withImage("example.org/nothing:1")
                .endContainer()
                .endSpec());

        Pod pod = on.awaitWaiting("odd", "ImagePullBackOff");

        assertThat(main(pod).getState().getWaiting().getMessage())
                .startsWith("Back-off pulling image \"example.org/nothing:1\"");
    }

    @Test
    void failsAPodAtItsDeadline() {
        on.create(script("slow", "sleep 300")
                .editSpec()
                .withActiveDeadlineSeconds(3L)
                .endSpec());

        Pod pod = on.awaitPhase("slow", "Failed");

        assertThat(pod.getStatus().getReason()).isEqualTo("DeadlineExceeded");
        assertThat(main(pod).getState().getTerminated().getExitCode()).isEqualTo(143);
    }

    @Test
    void stopsTheProcessOfADeletedPodBeforeTheObjectGoes() {
        on.create(script("victim", "sleep 4041"));
        on.awaitPhase("victim", "Running");
        KubeletFixture.patiently().until(() -> ContainerProcessTest.sleepers("4041") > 0);

        on.client.pods().inNamespace(NAMESPACE).withName("victim").delete();

        on.awaitGone("victim");
        assertThat(ContainerProcessTest.sleepers("4041")).isZero();
    }

    @Test
    void killsAProcessThatIgnoresSigtermAfterTheGracePeriod() {
        on.create(script("stubborn", "trap '' TERM; echo up; while :; do sleep 1; done")
                .editSpec()
                .withTerminationGracePeriodSeconds(1L)
                .endSpec());
        KubeletFixture.patiently().until(() -> on.log("stubborn").contains("up"));

        on.client.pods().inNamespace(NAMESPACE).withName("stubborn").delete();

        on.awaitGone("stubborn");
    }

    @Test
    void runsInitContainersInOrderBeforeTheOthers() {
        on.create(script("ordered", "cat /data/trace")
                .editSpec()
                .addNewVolume()
                .withName("data")
                .withNewEmptyDir()
                .endEmptyDir()
                .endVolume()
                .addNewInitContainer()
                .withName("first")
                .withImage("busybox")
                .withCommand("sh", "-c", "echo first >> /data/trace")
                .addNewVolumeMount()
                .withName("data")
                .withMountPath("/data")
                .endVolumeMount()
                .endInitContainer()
                .addNewInitContainer()
                .withName("second")
                .withImage("busybox")
                .withCommand("sh", "-c", "echo second >> /data/trace")
                .addNewVolumeMount()
                .withName("data")
                .withMountPath("/data")
                .endVolumeMount()
                .endInitContainer()
                .editContainer(0)
                .addNewVolumeMount()
                .withName("data")
                .withMountPath("/data")
                .endVolumeMount()
                .endContainer()
                .endSpec());

        on.awaitPhase("ordered", "Succeeded");

        assertThat(on.log("ordered")).isEqualTo("first\nsecond\n");
    }

    @Test
    void restartsAFailedContainerAndKeepsTheLogOfTheRunBefore() {
        on.create(script("again", "cat /data/seen && exit 0; echo gone; echo second > /data/seen; exit 1")
                .editSpec()
                .withRestartPolicy("OnFailure")
                .addNewVolume()
                .withName("data")
                .withNewEmptyDir()
                .endEmptyDir()
                .endVolume()
                .editContainer(0)
                .addNewVolumeMount()
                .withName("data")
                .withMountPath("/data")
                .endVolumeMount()
                .endContainer()
                .endSpec());

        Pod pod = on.awaitPhase("again", "Succeeded");

        assertThat(main(pod).getRestartCount()).isEqualTo(1);
        assertThat(main(pod).getLastState().getTerminated().getExitCode()).isEqualTo(1);
        assertThat(on.log("again")).isEqualTo("second\n");
        assertThat(on.kubelet
                        .logs()
                        .read(new ContainerLogs.Query(
                                NAMESPACE, "again", java.util.Optional.of("main"), OptionalInt.of(1), true)))
                .contains("gone\n");
    }

    @Test
    void saysWhichProgramAnImageLacks() {
        on.create(script("typo", "")
                .editSpec()
                .editContainer(0)
                .withCommand("no-such-program")
                .endContainer()
                .endSpec());

        var ended = main(on.awaitPhase("typo", "Failed")).getState().getTerminated();

        assertThat(ended.getReason()).isEqualTo("StartError");
        assertThat(ended.getMessage()).contains("no-such-program", "not found in $PATH");
    }

    @Test
    void refusesHostPathsAndSaysWhatToUse() {
        on.create(script("nosy", "true")
                .editSpec()
                .addNewVolume()
                .withName("etc")
                .withNewHostPath("/etc", null)
                .endVolume()
                .endSpec());

        Pod pod = on.awaitWaiting("nosy", "CreateContainerConfigError");

        assertThat(main(pod).getState().getWaiting().getMessage()).contains("hostPath /etc", "emptyDir");
    }

    @Test
    void needsAWorkDirectory() {
        assertThatThrownBy(() -> ProcessKubelet.builder(on.client).start())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("workDirectory");
    }

    private void createSecret(Map<String, String> data) {
        SecretBuilder secret = new SecretBuilder()
                .withNewMetadata()
                .withName("creds")
                .withNamespace(NAMESPACE)
                .endMetadata();
        data.forEach((key, value) -> secret.addToData(key, base64(value)));
        on.client.resource(secret.build()).create();
    }

    private static PodBuilder withPassword(PodBuilder pod) {
        return pod.editSpec()
                .addNewVolume()
                .withName("creds")
                .withNewSecret()
                .withSecretName("creds")
                .endSecret()
                .endVolume()
                .editContainer(0)
                .addToEnv(new EnvVarBuilder()
                        .withName("PASSWORD")
                        .withNewValueFrom()
                        .withNewSecretKeyRef("password", "creds", false)
                        .endValueFrom()
                        .build())
                .addNewVolumeMount()
                .withName("creds")
                .withMountPath("/etc/creds")
                .endVolumeMount()
                .endContainer()
                .endSpec();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
