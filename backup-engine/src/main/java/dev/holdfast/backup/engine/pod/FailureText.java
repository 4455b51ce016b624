package dev.holdfast.backup.engine.pod;

import dev.holdfast.backup.engine.redact.Redactor;
import dev.holdfast.backup.spi.Conditions.Condition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why a Job failed, in words: its condition, the container that failed first with exit code and reason, what that container
 * left behind, and the end of its log. Without secrets, as far as the redactor knows them.
 *
 * @param cause condition and container
 * @param output what the container said last; empty if nothing
 */
public record FailureText(String cause, String output) {

    /** The most that {@link #message()} gives, in bytes of UTF-8. */
    public static final int MAX_BYTES = 1024;

    /** How many lines of the log are kept. */
    public static final int LOG_LINES = 20;

    private static final int MAX_CAUSE_BYTES = 512;
    private static final String SEPARATOR = ": ";

    /** The text for a Job whose condition {@code Failed} is True, or that is about to fail; without a log. */
    public static FailureText of(PodView view, Redactor redactor) {
        JobState job = view.jobState();
        String condition = job.trueCondition("Failed")
                .or(job::ending)
                .map(FailureText::text)
                .filter(t -> !t.isEmpty())
                .orElse("the Job failed without saying why");
        List<PodState> pods = view.podStates();
        Optional<PodState> failed = blamed(pods);
        Optional<ContainerState> container = failed.flatMap(PodState::failedContainer);
        String cause = Stream.concat(Stream.of(condition), failed.flatMap(FailureText::podText).stream())
                .collect(Collectors.joining("; "));
        // Redacted before anything is cut, as half a secret is not recognised.
        return new FailureText(
                redactor.redact(cause),
                redactor.redact(container
                        .flatMap(ContainerState::failure)
                        .map(t -> t.path("message").asText("").strip())
                        .orElse("")));
    }

    /** The last pod that failed, else the last one that has a container that did, else the last one. */
    static Optional<PodState> blamed(List<PodState> pods) {
        return last(pods.stream().filter(PodState::hasFailed))
                .or(() -> last(pods.stream().filter(p -> p.failedContainer().isPresent())))
                .or(() -> last(pods.stream()));
    }

    /** The same with the last {@value #LOG_LINES} lines of a log, unless the output already holds them. */
    public FailureText withLog(String log, Redactor redactor) {
        List<String> lines = redactor.redact(log).stripTrailing().lines().toList();
        String tail = String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        if (output.isEmpty() || tail.contains(output)) {
            return new FailureText(cause, tail);
        }
        return output.contains(tail) ? this : new FailureText(cause, output + "\n" + tail);
    }

    /** All of it. */
    public String full() {
        return output.isEmpty() ? cause : cause + SEPARATOR + output;
    }

    /** At most 1 KiB: the start of the cause and, as it says most, the end of the output. */
    public String message() {
        if (Clip.bytes(full()) <= MAX_BYTES) {
            return full();
        }
        String head = Clip.keepStart(cause, output.isEmpty() ? MAX_BYTES : MAX_CAUSE_BYTES);
        String separator = output.isEmpty() ? "" : SEPARATOR;
        return head + separator + Clip.keepEnd(output, MAX_BYTES - Clip.bytes(head + separator));
    }

    private static String text(Condition condition) {
        return ContainerState.reasonAndMessage(condition.reason(), condition.message());
    }

    /** What became of the pod; empty if there is nothing that the condition does not say. */
    static Optional<String> podText(PodState pod) {
        Optional<String> exit = pod.failedContainer().map(FailureText::exitText);
        String all = exit.map(text ->
                        Stream.concat(Stream.of(text), pod.reason().stream()).collect(Collectors.joining("; ")))
                .orElseGet(pod::obstacles);
        return Optional.of(all).filter(t -> !t.isEmpty()).map(t -> "pod " + pod.name() + ": " + t);
    }

    private static String exitText(ContainerState container) {
        return container
                .failure()
                .map(t -> "container " + container.name() + " exited with "
                        + t.path("exitCode").asInt()
                        + Optional.of(t.path("reason").asText(""))
                                .filter(r -> !r.isEmpty())
                                .map(r -> " (" + r + ")")
                                .orElse(""))
                .orElse("");
    }

    private static Optional<PodState> last(Stream<PodState> pods) {
        return pods.reduce((earlier, later) -> later);
    }
}
