package dev.holdfast.backup.engine.pod;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Finds the result among what a succeeded pod left behind: the termination messages of its containers, else the last line of
 * its log that begins with {@value #LOG_PREFIX}.
 */
final class RunResultReader {

    static final String LOG_PREFIX = "BACKUP_RESULT ";

    private RunResultReader() {}

    /** Whose message counts: the named container, else the only one; empty if the first result of any counts. */
    static Optional<String> resultContainer(PodState pod, Optional<String> named) {
        List<String> names = pod.mainContainerNames();
        return named.or(() -> names.size() == 1 ? Optional.of(names.get(0)) : Optional.empty());
    }

    /** What the termination messages report; empty if none of them is a result. */
    static Optional<RunResult> fromMessages(PodState pod, Optional<String> named, Instant takenAt) {
        Optional<String> chosen = resultContainer(pod, named);
        return pod.mainContainers().stream()
                .filter(c -> chosen.isEmpty() || chosen.get().equals(c.name()))
                .flatMap(c -> RunResultParser.parse(c.terminationMessage(), takenAt).stream()
                        .map(r -> naming("the RunResult of container " + c.name() + " cannot be used: ", r)))
                .findFirst();
    }

    static RunResult read(PodState pod, Optional<String> named, Optional<String> log, Instant takenAt) {
        if (named.isPresent() && !pod.mainContainerNames().contains(named.get())) {
            return new RunResult.Malformed("the container " + named.get()
                    + ", which is to report the result, is not among those of pod " + pod.name() + ": "
                    + String.join(", ", pod.mainContainerNames()));
        }
        return fromMessages(pod, named, takenAt)
                .or(() -> log.flatMap(text -> fromLog(text, takenAt)))
                .orElseGet(() -> noResult(pod, resultContainer(pod, named)));
    }

    private static Optional<RunResult> fromLog(String log, Instant takenAt) {
        return log.lines()
                .filter(line -> line.startsWith(LOG_PREFIX))
                .reduce((earlier, later) -> later)
                .map(line -> RunResultParser.parse(line.substring(LOG_PREFIX.length()), takenAt)
                        .map(r -> naming("the RunResult in the log cannot be used: ", r))
                        .orElseGet(() -> new RunResult.Malformed("the last log line that begins with "
                                + LOG_PREFIX.strip() + " is not followed by " + "a JSON object of kind RunResult")));
    }

    /** A text that is no result is worth a word only if it comes from the container that was to report one. */
    private static RunResult noResult(PodState pod, Optional<String> chosen) {
        return pod.mainContainers().stream()
                .filter(c -> chosen.isPresent() && chosen.get().equals(c.name()))
                .filter(c -> !c.terminationMessage().isBlank())
                .findFirst()
                .<RunResult>map(c -> new RunResult.Malformed("the termination message of container " + c.name()
                        + " is not a JSON object of kind RunResult (" + Clip.bytes(c.terminationMessage())
                        + " bytes; the kubelet cuts it off at 4096)"))
                .orElseGet(RunResult.Absent::new);
    }

    private static RunResult naming(String prefix, RunResult result) {
        return result.match(a -> a, r -> r, m -> new RunResult.Malformed(prefix + m.why()));
    }
}
