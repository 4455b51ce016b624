package dev.holdfast.backup.testkit.pods;

import dev.holdfast.backup.testkit.pods.ContainerState.Waiting;
import dev.holdfast.backup.testkit.pods.PodReport.Failure;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one pod forward. {@link #step} looks at everything anew and may be called at any time, but never by two threads at
 * once.
 */
final class PodWorker {
    private static final Logger LOG = LoggerFactory.getLogger(PodWorker.class);
    private static final long DEFAULT_GRACE_SECONDS = 30;
    private final RunnerContext context;
    private final PodDirectory directory;
    private final PodRecord pod;
    private final List<ContainerSlot> init;
    private final List<ContainerSlot> main;
    private final Runnable wake;
    private final Instant startTime;
    private Optional<Map<String, Path>> volumes = Optional.empty();
    private Optional<Failure> failure = Optional.empty();
    private String lastWarning = "";
    private PodStatus written;
    private boolean confirmed;
    private volatile boolean finished;
    private volatile boolean gone;

    /** A worker for a pod not seen before; {@code wake} makes another thread call {@link #step} soon. */
    PodWorker(Pod pod, RunnerContext context, Runnable wake) {
        this.pod = new PodRecord(pod);
        this.context = context;
        this.wake = wake;
        var meta = pod.getMetadata();
        Path place = context.workDirectory()
                .resolve("pods")
                .resolve(meta.getNamespace() + "_" + meta.getName() + "_" + meta.getUid());
        this.directory = new PodDirectory(place, context.workDirectory().resolve("claims"));
        List<Container> inits = pod.getSpec().getInitContainers();
        this.init = slots(inits, true, "ContainerCreating");
        this.main =
                slots(pod.getSpec().getContainers(), false, inits.isEmpty() ? "ContainerCreating" : "PodInitializing");
        this.written = Optional.ofNullable(pod.getStatus()).orElseGet(PodStatus::new);
        this.startTime =
                Optional.ofNullable(written.getStartTime()).map(Instant::parse).orElseGet(context::now);
        this.finished = "Succeeded".equals(written.getPhase()) || "Failed".equals(written.getPhase());
        adopt(init, written.getInitContainerStatuses());
        adopt(main, written.getContainerStatuses());
    }

    /** Takes a newer version of the pod; any thread. */
    void update(Pod newer) {
        pod.offer(newer);
    }

    /** The pod was removed from the API server: whatever still runs is killed; any thread. */
    void release() {
        gone = true;
    }

    /** Whether {@link #step} has nothing to do until the pod changes; any thread. */
    boolean idle() {
        return finished && !gone && !pod.deleting();
    }

    PodRecord pod() {
        return pod;
    }

    /** The container's slot, for its logs; any thread. */
    Optional<ContainerSlot> slot(Optional<String> container) {
        if (container.isEmpty()) {
            return main.size() == 1 ? Optional.of(main.get(0)) : Optional.empty();
        }
        return all().filter(slot -> slot.spec().getName().equals(container.get()))
                .findFirst();
    }

    /**
     * One pass.
     *
     * @return whether the pod is over and gone, so that this worker can be dropped
     */
    boolean step() {
        try {
            all().forEach(ContainerSlot::refresh);
            if (gone) {
                return clear();
            }
            if (pod.deleting()) {
                end();
            } else if (!finished) {
                advance();
            }
        } catch (KubernetesClientException e) {
            recover(e);
        }
        return false;
    }

    private boolean clear() {
        all().forEach(slot -> slot.stop(Duration.ZERO));
        if (all().anyMatch(ContainerSlot::running)) {
            return false;
        }
        directory.delete();
        return true;
    }

    private void end() {
        all().forEach(slot -> slot.stop(pod.deletionGrace()));
        if (all().noneMatch(ContainerSlot::running)) {
            if (!confirmed) {
                if (!finished && pod.bound()) {
                    publish();
                }
                context.api().confirmDeletion(pod.current());
                confirmed = true;
            }
        }
    }

    private void advance() {
        if (!pod.bound()) {
            context.api().bind(pod.current());
            context.api().read(pod.current()).ifPresent(pod::offer);
        }
        publish();
        if (pod.pastDeadline(startTime, context.now())) {
            failure = Optional.of(
                    new Failure("DeadlineExceeded", "Pod was active on the node longer than the specified deadline"));
            all().forEach(slot -> slot.stop(Duration.ofSeconds(
                    Optional.ofNullable(pod.current().getSpec().getTerminationGracePeriodSeconds())
                            .orElse(DEFAULT_GRACE_SECONDS))));
        } else if (initialised()) {
            main.forEach(this::keepGoing);
        }
        publish();
    }

    /** Runs the init containers one after the other; true when all have succeeded. */
    private boolean initialised() {
        for (ContainerSlot slot : init) {
            if (!slot.succeeded()) {
                keepGoing(slot);
                return false;
            }
        }
        return true;
    }

    private void keepGoing(ContainerSlot slot) {
        if (slot.failed() && !pod.restartPolicy().equals("Never")
                || slot.succeeded() && pod.restartPolicy().equals("Always")) {
            slot.scheduleRestart(pod.current().getMetadata().getName());
        }
        if (slot.waiting() && slot.due()) {
            start(slot);
        }
    }

    private void start(ContainerSlot slot) {
        try {
            LocalImage image = context.images().find(slot.spec().getImage()).orElseThrow(slot::unknownImage);
            if (volumes.isEmpty()) {
                volumes = Optional.of(directory.realise(new VolumePlanner(pod.current(), context.source()).volumes()));
            }
            ContainerPlan plan = ContainerPlanner.plan(pod.current(), slot.spec(), image, context.source());
            slot.start(plan, pod.current().getMetadata().getName(), volumes.get(), wake);
        } catch (PlanRefusal refusal) {
            slot.waitFor(refusal);
            if (refusal.isMount() && !refusal.text().equals(lastWarning)) {
                lastWarning = refusal.text();
                context.api().warn(pod.current(), "FailedMount", refusal.text(), context.now());
            }
        }
    }

    private void publish() {
        List<ContainerReport> reports = all().map(
                        slot -> slot.report(pod.current().getMetadata().getUid()))
                .toList();
        String phase = phase();
        boolean over = phase.equals("Succeeded") || phase.equals("Failed");
        PodReport report = new PodReport(phase, over ? failure : Optional.empty(), startTime, reports);
        PodStatus status = report.toStatus(written, context.now());
        if (!status.equals(written)) {
            pod.offer(context.api().writeStatus(pod.current(), status));
            written = status;
        }
        finished = over;
    }

    private String phase() {
        boolean anyRunning = all().anyMatch(ContainerSlot::running);
        boolean ending = failure.isPresent() || pod.deleting();
        if (anyRunning || !ending && !settled()) {
            boolean begun = main.stream().anyMatch(slot -> slot.running() || slot.runs() > 0);
            return begun ? "Running" : "Pending";
        }
        if (ending) {
            return all().allMatch(ContainerSlot::succeeded) && failure.isEmpty() ? "Succeeded" : "Failed";
        }
        return all().anyMatch(ContainerSlot::failed) ? "Failed" : "Succeeded";
    }

    /** Whether no container will be started again. */
    private boolean settled() {
        return switch (pod.restartPolicy()) {
            case "Never" ->
                init.stream().anyMatch(ContainerSlot::failed)
                        || main.stream().allMatch(slot -> slot.failed() || slot.succeeded());
            case "OnFailure" -> main.stream().allMatch(ContainerSlot::succeeded);
            default -> false;
        };
    }

    private void recover(KubernetesClientException e) {
        if (e.getCode() == 409) {
            context.api().read(pod.current()).ifPresent(pod::offer);
            wake.run();
        } else if (e.getCode() != 404) {
            LOG.warn("cannot bring pod {} forward, will try again", pod, e);
        }
    }

    private Stream<ContainerSlot> all() {
        return Stream.concat(init.stream(), main.stream());
    }

    private List<ContainerSlot> slots(List<Container> containers, boolean isInit, String reason) {
        List<ContainerSlot> slots = new ArrayList<>();
        for (Container container : containers) {
            Path place = directory.container(container.getName());
            slots.add(new ContainerSlot(container, isInit, new Waiting(reason, ""), place, context));
        }
        return List.copyOf(slots);
    }

    private static void adopt(List<ContainerSlot> slots, List<ContainerStatus> statuses) {
        for (ContainerSlot slot : slots) {
            statuses.stream()
                    .filter(status -> status.getName().equals(slot.spec().getName()))
                    .findFirst()
                    .ifPresent(slot::adopt);
        }
    }
}
