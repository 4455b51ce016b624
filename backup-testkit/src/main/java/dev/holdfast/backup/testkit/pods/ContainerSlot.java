package dev.holdfast.backup.testkit.pods;

import dev.holdfast.backup.testkit.pods.ContainerStarter.Started;
import dev.holdfast.backup.testkit.pods.ContainerState.Running;
import dev.holdfast.backup.testkit.pods.ContainerState.Terminated;
import dev.holdfast.backup.testkit.pods.ContainerState.Waiting;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** One container of one pod over its runs. Confined to its pod's worker but for {@link #runs()}. */
final class ContainerSlot {
    private static final int START_ERROR = 128;
    private static final int KILLED = 137;
    private final Container spec;
    private final boolean init;
    private final Path directory;
    private final RunnerContext context;
    private ContainerState state;
    private Optional<Terminated> last = Optional.empty();
    private Optional<Started> current = Optional.empty();
    private Optional<Instant> killAt = Optional.empty();
    private Optional<Instant> restartAt = Optional.empty();
    private int restarts;
    private volatile int runs;

    ContainerSlot(Container spec, boolean init, Waiting initial, Path directory, RunnerContext context) {
        this.spec = spec;
        this.init = init;
        this.state = initial;
        this.directory = directory;
        this.context = context;
    }

    Container spec() {
        return spec;
    }

    ContainerState state() {
        return state;
    }

    boolean succeeded() {
        return state instanceof Terminated ended && ended.succeeded();
    }

    boolean failed() {
        return state instanceof Terminated ended && !ended.succeeded();
    }

    boolean waiting() {
        return state instanceof Waiting;
    }

    boolean running() {
        return current.isPresent();
    }

    /** How often the container was started by this runner; any thread. */
    int runs() {
        return runs;
    }

    /** The log of a run; any thread. */
    Path log(int run) {
        return ContainerStarter.log(directory, run);
    }

    /** Takes over what an earlier runner reported; a run of which nothing is known any more counts as killed. */
    void adopt(ContainerStatus status) {
        restarts = status.getRestartCount() == null ? 0 : status.getRestartCount();
        if (status.getContainerID() == null || status.getContainerID().isEmpty()) {
            return;
        }
        Instant now = context.now();
        var ended = status.getState() == null ? null : status.getState().getTerminated();
        state = ended == null
                ? new Terminated(
                        KILLED,
                        "ContainerStatusUnknown",
                        "the process runner was restarted and the container is gone",
                        now,
                        now)
                : new Terminated(
                        ended.getExitCode(),
                        ended.getReason(),
                        Optional.ofNullable(ended.getMessage()).orElse(""),
                        now,
                        now);
    }

    /** Shows why the container is not started. */
    void waitFor(PlanRefusal refusal) {
        state = new Waiting(refusal.reason(), refusal.isMount() ? "" : refusal.text());
    }

    /** The refusal for an image that is not known: first an error, then a back-off, like repeated pulls. */
    PlanRefusal unknownImage() {
        boolean tried = state instanceof Waiting waiting && waiting.reason().endsWith("ImagePull")
                || state instanceof Waiting again && again.reason().equals("ImagePullBackOff");
        return PlanRefusal.image(tried ? "ImagePullBackOff" : "ErrImagePull", spec.getImage());
    }

    /** Starts a run; {@code wake} is called when it is over. */
    void start(ContainerPlan plan, String podName, Map<String, Path> volumes, Runnable wake) {
        Instant now = context.now();
        restartAt = Optional.empty();
        if (!SearchPath.finds(plan)) {
            state = startError("exec: \"" + plan.argv().get(0) + "\": executable file not found in $PATH", now);
            return;
        }
        try {
            Started started = context.starter().start(plan, podName, directory, volumes, runs);
            runs++;
            context.live().add(started.process());
            current = Optional.of(started);
            state = new Running(now);
            started.process().exit().whenComplete((code, failure) -> wake.run());
        } catch (UncheckedIOException e) {
            state = startError(String.valueOf(e.getMessage()), now);
        }
    }

    /** Prepares a restart after a run: at once or after a back-off. */
    void scheduleRestart(String podName) {
        if (!(state instanceof Terminated ended)) {
            return;
        }
        Duration pause = context.backoff(restarts);
        last = Optional.of(ended);
        restarts++;
        restartAt = Optional.of(context.now().plus(pause));
        if (pause.isZero()) {
            state = new Waiting("ContainerCreating", "");
        } else {
            state = new Waiting(
                    "CrashLoopBackOff",
                    "back-off " + pause.toSeconds() + "s restarting failed container=" + spec.getName() + " pod="
                            + podName);
        }
    }

    /** Whether no back-off holds the container back. */
    boolean due() {
        return restartAt.map(at -> !context.now().isBefore(at)).orElse(true);
    }

    /** Takes note of an exit that happened meanwhile, and kills what outlived its grace period. */
    void refresh() {
        current.ifPresent(run -> {
            if (run.process().alive()) {
                if (killAt.isPresent() && !context.now().isBefore(killAt.get())) {
                    run.process().kill();
                }
            } else {
                state = ended(run);
                current = Optional.empty();
                killAt = Optional.empty();
                context.live().remove(run.process());
            }
        });
    }

    /** Asks the container to stop, and kills it when the grace period, counted from the first call, is over. */
    void stop(Duration grace) {
        current.ifPresent(run -> {
            if (grace.isZero()) {
                run.process().kill();
            } else if (killAt.isEmpty()) {
                run.process().terminate();
                killAt = Optional.of(context.now().plus(grace));
            } else if (killAt.get().isAfter(context.now().plus(grace))) {
                killAt = Optional.of(context.now().plus(grace));
            }
        });
    }

    ContainerReport report(String podUid) {
        String id = runs == 0 ? "" : podUid + "-" + spec.getName() + "-" + (runs - 1);
        return new ContainerReport(spec.getName(), spec.getImage(), init, state, last, restarts, id);
    }

    private Terminated ended(Started run) {
        Instant startedAt = state instanceof Running running ? running.startedAt() : context.now();
        String log = ContainerProcess.text(run.log());
        int exitCode = run.process().exitCode();
        boolean stopped = killAt.isPresent() || run.process().killed();
        if (!Files.exists(run.marker()) && !stopped) {
            return startError("cannot set up the container: " + TerminationMessage.lastLines(log, 5), startedAt);
        }
        String policy = Optional.ofNullable(spec.getTerminationMessagePolicy()).orElse("File");
        String message = TerminationMessage.of(ContainerProcess.text(run.terminationLog()), log, exitCode, policy);
        return new Terminated(exitCode, exitCode == 0 ? "Completed" : "Error", message, startedAt, context.now());
    }

    private Terminated startError(String message, Instant startedAt) {
        return new Terminated(START_ERROR, "StartError", message, startedAt, context.now());
    }
}
