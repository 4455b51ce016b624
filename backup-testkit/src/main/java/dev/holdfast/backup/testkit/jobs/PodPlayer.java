package dev.holdfast.backup.testkit.jobs;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays the kubelet without running anything: each pod starts, and ends as a script says. Works against any API server. Thread-safe.
 */
public final class PodPlayer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PodPlayer.class);
    private static final String BEGAN = "2026-05-01T12:00:00Z";
    private static final String ENDED = "2026-05-01T12:00:05Z";

    private final KubernetesClient client;
    private final Function<Pod, PodEnd> script;
    private final Set<String> played = ConcurrentHashMap.newKeySet();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "pod-player");
        made.setDaemon(true);
        return made;
    });
    private final SharedIndexInformer<Pod> informer;

    private PodPlayer(KubernetesClient client, Function<Pod, PodEnd> script) {
        this.client = client;
        this.script = script;
        informer = client.pods().inAnyNamespace().inform(new Handler());
    }

    /**
     * Starts playing.
     *
     * @param client stays the caller's to close, after the player
     * @param script what the program of a pod does; called once for each pod that is to end, again for one that is to wait
     */
    public static PodPlayer start(KubernetesClient client, Function<Pod, PodEnd> script) {
        return new PodPlayer(client, script);
    }

    /** The variables of the pod's first container that have a plain value. */
    public static Map<String, String> environment(Pod pod) {
        Map<String, String> environment = new ConcurrentHashMap<>();
        for (EnvVar variable : pod.getSpec().getContainers().get(0).getEnv()) {
            environment.put(variable.getName(), Objects.requireNonNullElse(variable.getValue(), ""));
        }
        return environment;
    }

    /** Asks the script again about the pods that wait. */
    public void goOn() {
        informer.getStore().list().forEach(this::seen);
    }

    private void seen(Pod pod) {
        try {
            thread.execute(() -> play(pod));
        } catch (RejectedExecutionException e) {
            LOG.debug("a pod came after the end");
        }
    }

    private void play(Pod pod) {
        String uid = pod.getMetadata().getUid();
        if (played.contains(uid) || pod.getMetadata().getDeletionTimestamp() != null) {
            return;
        }
        PodEnd end = script.apply(pod);
        try {
            if (end.state() == PodEnd.State.NOT_STARTING) {
                report(pod, "Pending", waiting(end));
                return;
            }
            report(pod, "Running", running());
            PodEnd last = end.program().map(Supplier::get).orElse(end);
            if (last.state() == PodEnd.State.ENDED) {
                played.add(uid);
                report(pod, last.exitCode() == 0 ? "Succeeded" : "Failed", ended(last));
            }
        } catch (KubernetesClientException e) {
            LOG.debug("a pod went before it had ended: {}", e.getMessage());
        }
    }

    private static ContainerState waiting(PodEnd end) {
        return new ContainerStateBuilder()
                .withNewWaiting()
                .withReason(end.reason())
                .withMessage(end.message())
                .endWaiting()
                .build();
    }

    private static ContainerState running() {
        return new ContainerStateBuilder()
                .withNewRunning()
                .withStartedAt(BEGAN)
                .endRunning()
                .build();
    }

    private static ContainerState ended(PodEnd end) {
        return new ContainerStateBuilder()
                .withNewTerminated()
                .withExitCode(end.exitCode())
                .withReason(end.reason())
                .withMessage(end.message())
                .withStartedAt(BEGAN)
                .withFinishedAt(ENDED)
                .endTerminated()
                .build();
    }

    private void report(Pod pod, String phase, ContainerState state) {
        PodStatus status = new PodStatusBuilder()
                .withPhase(phase)
                .addNewContainerStatus()
                .withName(pod.getSpec().getContainers().get(0).getName())
                .withReady(false)
                .withRestartCount(0)
                .withImage("image")
                .withImageID("image")
                .withState(state)
                .endContainerStatus()
                .build();
        client.pods()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getMetadata().getName())
                .subresource("status")
                .patch(Serialization.asJson(Map.of("status", status)));
    }

    @Override
    public void close() {
        informer.close();
        thread.shutdownNow();
    }

    private final class Handler implements ResourceEventHandler<Pod> {

        @Override
        public void onAdd(Pod pod) {
            seen(pod);
        }

        @Override
        public void onUpdate(Pod before, Pod after) {
            // What a pod reports is written here; only new pods and the script have news.
        }

        @Override
        public void onDelete(Pod pod, boolean finalStateUnknown) {
            played.remove(pod.getMetadata().getUid());
        }
    }
}
