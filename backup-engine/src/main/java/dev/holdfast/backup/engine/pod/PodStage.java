package dev.holdfast.backup.engine.pod;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.holdfast.backup.engine.redact.Redactor;
import dev.holdfast.backup.spi.BackupResult;
import dev.holdfast.backup.spi.Conditions.Condition;
import dev.holdfast.backup.spi.Done;
import dev.holdfast.backup.spi.Failed;
import dev.holdfast.backup.spi.Observation;
import dev.holdfast.backup.spi.PodSettings;
import dev.holdfast.backup.spi.Problem;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How a {@code pod} stage stands, judged by its Job and that Job's pods alone. The same view gives the same answer. */
public final class PodStage {

    /** Reasons of the Job controller that are worth a reason of the run; all others become {@code JobFailed}. */
    private static final Set<String> FAILURE_REASONS =
            Set.of("BackoffLimitExceeded", "DeadlineExceeded", "PodFailurePolicy");

    private static final String JOB_FAILED = "JobFailed";
    private static final String RESULT_INVALID = "ResultInvalid";
    private static final String URI_MISMATCH = "ArtifactUriMismatch";

    /** The fact that holds the free text which a pod reported with its result. */
    public static final String MESSAGE_FACT = "message";

    private PodStage() {}

    /**
     * How the stage stands.
     *
     * @param resultExpected whether the run is a backup, of which a result is made; elsewhere what the pod reports is not read
     * @param redactor applied to every text of the answer except the URI and metadata of the result
     */
    public static Observation observe(PodView view, PodSettings settings, boolean resultExpected, Redactor redactor) {
        JobState job = view.jobState();
        if (job.isComplete()) {
            return resultExpected ? withResult(view, settings, redactor) : Done.done();
        }
        return job.trueCondition("Failed")
                .<Observation>map(condition -> failure(view, condition, redactor))
                .orElseGet(() -> PodProgress.waiting(view, settings, redactor));
    }

    /** Whether the Job waits to be started. */
    public static boolean isSuspended(GenericKubernetesResource job) {
        return JobState.of(job).isSuspended();
    }

    /** Whether the Job is complete or has failed; from then on its pods are to be read live. */
    public static boolean hasEnded(GenericKubernetesResource job) {
        JobState state = JobState.of(job);
        return state.isComplete() || state.trueCondition("Failed").isPresent();
    }

    /**
     * Whether any container of these pods, init containers too, may have run. A kubelet reports with a delay: before the
     * answer "no" is relied on, the Job must have been deleted and the pods seen to go.
     */
    public static boolean containersMayHaveStarted(List<GenericKubernetesResource> pods) {
        return pods.stream().map(PodState::of).anyMatch(PodState::mayHaveStarted);
    }

    /**
     * The same, believing also the Job's counters, which know of pods that are gone. A pod that was deleted before it started
     * is counted there as well, so the answer may be "yes" for a Job that was stopped by its deadline.
     */
    public static boolean containersMayHaveStarted(
            GenericKubernetesResource job, List<GenericKubernetesResource> pods) {
        return containersMayHaveStarted(pods) || JobState.of(job).countsPodThatRan();
    }

    /**
     * The log without which {@link #observe} would say less: of a completed Job whose result is expected, but in no
     * termination message; of a failed one whose container left no message. Empty while the Job is under way.
     */
    public static Optional<LogSource> logToRead(PodView view, PodSettings settings, boolean resultExpected) {
        JobState job = view.jobState();
        if (job.isComplete()) {
            return succeeded(view)
                    .filter(pod -> resultExpected
                            && RunResultReader.fromMessages(pod, settings.resultContainer(), view.readAt())
                                    .isEmpty())
                    .flatMap(pod -> RunResultReader.resultContainer(pod, settings.resultContainer())
                            .or(() -> pod.mainContainerNames().stream().findFirst())
                            .filter(pod.mainContainerNames()::contains)
                            .map(container -> new LogSource(pod.name(), container)));
        }
        return job.trueCondition("Failed")
                .flatMap(condition -> FailureText.blamed(view.podStates()))
                .flatMap(pod -> pod.failedContainer()
                        .filter(container -> container
                                .failure()
                                .filter(t -> t.path("message").asText("").isBlank())
                                .isPresent())
                        .map(container -> new LogSource(pod.name(), container.name())));
    }

    /** Whether what is said of this may quote a container: its termination message, or its log. */
    public static boolean quotes(PodView view) {
        return hasEnded(view.job())
                || view.podStates().stream()
                        .flatMap(pod -> pod.allContainers().stream())
                        .anyMatch(container -> container.failure().isPresent());
    }

    private static Failed failure(PodView view, Condition condition, Redactor redactor) {
        FailureText text = FailureText.of(view, redactor);
        FailureText whole = view.log().map(log -> text.withLog(log, redactor)).orElse(text);
        String reason = FAILURE_REASONS.contains(condition.reason()) ? condition.reason() : JOB_FAILED;
        return failed(view, reason, whole.message());
    }

    private static Observation withResult(PodView view, PodSettings settings, Redactor redactor) {
        Instant takenAt = view.jobState().startTime().orElse(view.readAt());
        Done plain = Done.done(settings.plannedUri()
                .map(uri -> BackupResult.of(takenAt, uri))
                .orElseGet(() -> BackupResult.unidentified(takenAt)));
        Optional<PodState> pod = succeeded(view);
        if (pod.isEmpty()) {
            String why = "the Job is complete, but none of its pods that succeeded is left to read a result from";
            return unlessRequired(view, settings, why, plain.warn(RESULT_INVALID, why));
        }
        return RunResultReader.read(pod.get(), settings.resultContainer(), view.log(), takenAt)
                .match(
                        // A pod need not know of results: one that says nothing is a success like any other.
                        absent -> unlessRequired(view, settings, "the pod succeeded, but reported no RunResult", plain),
                        reported -> reported(reported, settings, redactor),
                        malformed -> {
                            String why = redactAndClip(redactor, "the pod succeeded, but " + malformed.why());
                            return unlessRequired(view, settings, why, plain.warn(RESULT_INVALID, why));
                        });
    }

    private static Observation unlessRequired(PodView view, PodSettings settings, String why, Done otherwise) {
        return settings.resultRequired() ? failed(view, RESULT_INVALID, why) : otherwise;
    }

    private static Observation reported(RunResult.Reported reported, PodSettings settings, Redactor redactor) {
        BackupResult said = reported.result();
        Optional<String> planned = settings.plannedUri();
        Done unnoted = Done.done(new BackupResult(
                said.takenAt(),
                said.uri().or(() -> planned),
                said.reportedSizeBytes(),
                said.reportedChecksum(),
                said.metadata(),
                said.snapshot()));
        Done done = reported.message().isEmpty()
                ? unnoted
                : unnoted.fact(MESSAGE_FACT, TextNode.valueOf(redactAndClip(redactor, reported.message())));
        if (said.uri().isPresent() && planned.isPresent() && !said.uri().equals(planned)) {
            String text = "the pod reports its artifact at " + said.uri().get() + ", not where it was planned, at "
                    + planned.get() + "; the reported one is recorded";
            return done.warn(URI_MISMATCH, redactAndClip(redactor, text));
        }
        return done;
    }

    private static String redactAndClip(Redactor redactor, String text) {
        return Clip.keepStart(redactor.redact(text), FailureText.MAX_BYTES);
    }

    private static Optional<PodState> succeeded(PodView view) {
        return view.podStates().stream().filter(PodState::hasSucceeded).reduce((earlier, later) -> later);
    }

    private static Failed failed(PodView view, String reason, String message) {
        return new Failed(List.of(Problem.of(reason, message).on(view.jobRef())));
    }
}
