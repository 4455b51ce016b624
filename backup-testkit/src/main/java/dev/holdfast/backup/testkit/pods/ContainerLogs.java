package dev.holdfast.backup.testkit.pods;

import dev.holdfast.backup.testkit.api.PodLogs;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;

/**
 * What the containers of a {@link ProcessKubelet} wrote, stdout and stderr in the order written. Can be given to the API
 * simulator as its {@code pods/log}. Thread-safe.
 */
public final class ContainerLogs implements PodLogs {
    private final BiFunction<String, String, Optional<PodWorker>> pods;

    ContainerLogs(BiFunction<String, String, Optional<PodWorker>> pods) {
        this.pods = pods;
    }

    /**
     * Which log, and how much of it.
     *
     * @param container name; empty for the only container of the pod
     * @param tailLines how many of the last lines; empty for all
     * @param previous whether the run before the last restart is meant
     */
    public record Query(
            String namespace, String pod, Optional<String> container, OptionalInt tailLines, boolean previous) {

        /** The whole current log of a container. */
        public static Query current(String namespace, String pod, String container) {
            return new Query(namespace, pod, Optional.of(container), OptionalInt.empty(), false);
        }
    }

    /**
     * The log text of a container.
     *
     * @return empty when the pod or container is unknown, never started, or has no run of the kind asked for
     */
    public Optional<String> read(Query query) {
        return pods.apply(query.namespace(), query.pod())
                .flatMap(worker -> worker.slot(query.container()))
                .flatMap(slot -> read(slot, query));
    }

    @Override
    public Optional<String> read(String namespace, String pod, Optional<String> container) {
        return read(new Query(namespace, pod, container, OptionalInt.empty(), false));
    }

    private static Optional<String> read(ContainerSlot slot, Query query) {
        int run = slot.runs() - (query.previous() ? 2 : 1);
        if (run < 0) {
            return Optional.empty();
        }
        String text = ContainerProcess.text(slot.log(run));
        return Optional.of(
                query.tailLines().isPresent()
                        ? TerminationMessage.lastLines(text, query.tailLines().getAsInt())
                        : text);
    }
}
