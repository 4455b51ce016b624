package dev.holdfast.backup.testkit.pods;

import java.util.Optional;
import java.util.OptionalInt;

/** Gives out what containers wrote; lets an API simulator serve {@code pods/log}. Implementations are thread-safe. */
@FunctionalInterface
public interface PodLogs {

    /**
     * The log text of a container, stdout and stderr in the order written.
     *
     * @return empty when the pod or container is unknown, never started, or has no run of the kind asked for
     */
    Optional<String> read(Query query);

    /**
     * Which log, and how much of it.
     *
     * @param container name; empty for the only container of the pod
     * @param tailLines how many of the last lines; empty for all
     * @param previous whether the run before the last restart is meant
     */
    record Query(String namespace, String pod, Optional<String> container, OptionalInt tailLines, boolean previous) {

        /** The whole current log of a container. */
        public static Query current(String namespace, String pod, String container) {
            return new Query(namespace, pod, Optional.of(container), OptionalInt.empty(), false);
        }
    }
}
