package dev.holdfast.backup.testkit.api;

import java.util.Optional;

/** Where {@code pods/log} gets its text from. Must be safe for use by many threads. */
@FunctionalInterface
public interface PodLogs {

    /**
     * The log of one container so far.
     *
     * @param namespace namespace of the pod
     * @param pod name of the pod
     * @param container the container asked for, empty when the request names none
     * @return the text, empty when the container has not started
     */
    Optional<String> read(String namespace, String pod, Optional<String> container);
}
