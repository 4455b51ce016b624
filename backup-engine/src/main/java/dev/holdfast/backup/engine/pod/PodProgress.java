package dev.holdfast.backup.engine.pod;

import dev.holdfast.backup.engine.redact.Redactor;
import dev.holdfast.backup.spi.PodSettings;
import dev.holdfast.backup.spi.Waiting;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is awaited while a Job has not ended. The wait counts as started from the first container on and never again as not
 * started, so that a later attempt that is slow to start does not break the bound for the first one.
 */
final class PodProgress {

    private static final String PENDING = "PodNotStarting";
    private static final String RUNNING = "PodRunning";
    private static final String RETRYING = "PodRetrying";
    private static final String NO_POD = "PodNotCreated";
    private static final String ENDING = "JobEnding";

    private final PodView view;
    private final JobState job;
    private final List<PodState> pods;
    private final PodSettings settings;

    private PodProgress(PodView view, PodSettings settings) {
        this.view = view;
        this.job = view.jobState();
        this.pods = view.podStates();
        this.settings = settings;
    }

    static Waiting waiting(PodView view, PodSettings settings, Redactor redactor) {
        Waiting waiting = new PodProgress(view, settings).waiting();
        String message = Clip.keepStart(redactor.redact(waiting.message()), FailureText.MAX_BYTES);
        return new Waiting(waiting.reason(), message, waiting.timeout(), waiting.recheckAfter(), waiting.started());
    }

    private Waiting waiting() {
        if (job.ending().isPresent()) {
            return ending(FailureText.of(view, Redactor.none()).cause());
        }
        if (pods.isEmpty()) {
            return noPod();
        }
        List<PodState> live = pods.stream().filter(p -> !p.hasEnded()).toList();
        return last(live.stream().filter(PodProgress::isRunning))
                .map(pod -> Waiting.running(RUNNING, podText(pod) + " is running"))
                .or(() -> last(live.stream()).map(this::notRunning))
                .orElseGet(this::allEnded);
    }

    private Waiting noPod() {
        String why = job.isSuspended()
                ? " because it is suspended"
                : "; if this lasts, the events of the Job say why (quota, admission)";
        return state(NO_POD, view.jobRef() + " has no pod" + attempt(job.failedPods() + 1) + why);
    }

    private Waiting notRunning(PodState pod) {
        String obstacles = pod.obstacles();
        String text = podText(pod) + (obstacles.isEmpty() ? "" : ": " + obstacles);
        return state(pod.restarts() > 0 ? RETRYING : PENDING, text);
    }

    private Waiting allEnded() {
        PodState pod = pods.get(pods.size() - 1);
        if (pod.hasSucceeded()) {
            return ending("pod " + pod.name() + " has succeeded");
        }
        String cause = FailureText.podText(pod).orElse("pod " + pod.name() + " failed");
        return Waiting.running(RETRYING, cause + "; waiting for the next attempt" + attempt(attempts(0) + 1));
    }

    private Waiting ending(String what) {
        return Waiting.running(ENDING, what + "; waiting for " + view.jobRef() + " to end");
    }

    private Waiting state(String reason, String message) {
        return PodStage.containersMayHaveStarted(view.job(), view.pods())
                ? Waiting.running(reason, message)
                : Waiting.waiting(reason, message);
    }

    /** Running is also a pod of which some containers have ended and none waits. */
    private static boolean isRunning(PodState pod) {
        return pod.allContainers().stream().anyMatch(ContainerState::isRunning)
                || (pod.phase().equals("Running")
                        && pod.allContainers().stream().noneMatch(ContainerState::isWaiting));
    }

    private String podText(PodState pod) {
        return "pod " + pod.name() + attempt(attempts(1) + pod.restarts());
    }

    /** The attempts that failed, by the pods that are left or by the Job's count, and {@code underWay} more. */
    private int attempts(int underWay) {
        int failed = (int) pods.stream().filter(PodState::hasFailed).count();
        return Math.max(failed, job.failedPods()) + underWay;
    }

    /** Empty for the first; the count may run ahead of the limit for a moment. */
    private String attempt(int number) {
        int most = settings.backoffLimit() + 1;
        return number <= 1 ? "" : " (attempt " + Math.min(number, most) + " of " + most + ")";
    }

    private static Optional<PodState> last(Stream<PodState> live) {
        return live.reduce((earlier, later) -> later);
    }
}
