package dev.holdfast.backup.testkit.pods;

import dev.holdfast.backup.testkit.api.SimulatedApi;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** A simulated API server with a runner on it and a namespace to work in. */
final class KubeletFixture implements AutoCloseable {
    static final String NAMESPACE = "tenant-a";
    static final ImageTable IMAGES =
            ImageTable.builder().image("busybox", LocalImage.host()).build();
    private final AtomicReference<ContainerLogs> logs = new AtomicReference<>();
    private final SimulatedApi api = SimulatedApi.builder()
            .podLogs((namespace, pod, container) ->
                    Optional.ofNullable(logs.get()).flatMap(known -> known.read(namespace, pod, container)))
            .start();
    final KubernetesClient client = api.client();
    final ProcessKubelet kubelet;

    KubeletFixture(Path work, UnaryOperator<ProcessKubeletBuilder> options) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .create();
        kubelet = options.apply(ProcessKubelet.builder(client).images(IMAGES).workDirectory(work))
                .start();
        logs.set(kubelet.logs());
    }

    static KubeletFixture on(Path work) {
        return new KubeletFixture(work, UnaryOperator.identity());
    }

    /** Waits long enough for a machine under load. */
    static ConditionFactory patiently() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }

    /** A pod that runs a shell script once. */
    static PodBuilder script(String name, String script) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(NAMESPACE)
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .withTerminationGracePeriodSeconds(30L)
                .addNewContainer()
                .withName("main")
                .withImage("busybox")
                .withCommand("/bin/sh", "-c")
                .withArgs(script)
                .endContainer()
                .endSpec();
    }

    void create(PodBuilder pod) {
        client.resource(pod.build()).create();
    }

    void create(Pod pod) {
        client.resource(pod).create();
    }

    Optional<Pod> pod(String name) {
        return Optional.ofNullable(
                client.pods().inNamespace(NAMESPACE).withName(name).get());
    }

    Pod await(String name, Predicate<Pod> condition) {
        AtomicReference<Pod> seen = new AtomicReference<>();
        patiently().pollInterval(Duration.ofMillis(50)).until(() -> {
            pod(name).ifPresent(seen::set);
            return seen.get() != null && condition.test(seen.get());
        });
        return seen.get();
    }

    Pod awaitPhase(String name, String phase) {
        return await(name, pod -> phase.equals(status(pod).getPhase()));
    }

    Pod awaitWaiting(String name, String reason) {
        return await(name, pod -> status(pod).getContainerStatuses().stream()
                .anyMatch(container -> container.getState().getWaiting() != null
                        && reason.equals(container.getState().getWaiting().getReason())));
    }

    void awaitGone(String name) {
        patiently().until(() -> pod(name).isEmpty());
    }

    String log(String pod) {
        return kubelet.logs()
                .read(ContainerLogs.Query.current(NAMESPACE, pod, "main"))
                .orElse("");
    }

    static PodStatus status(Pod pod) {
        return Objects.requireNonNullElseGet(pod.getStatus(), PodStatus::new);
    }

    static ContainerStatus main(Pod pod) {
        return status(pod).getContainerStatuses().get(0);
    }

    @Override
    public void close() {
        kubelet.close();
        client.close();
        api.close();
    }
}
