package dev.holdfast.backup.engine.pod;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads one entry of a pod's {@code containerStatuses}. */
record ContainerState(JsonNode status) {

    String name() {
        return status.path("name").asText("");
    }

    boolean isRunning() {
        return status.path("state").hasNonNull("running");
    }

    boolean isWaiting() {
        return status.path("state").hasNonNull("waiting");
    }

    int restarts() {
        return status.path("restartCount").asInt();
    }

    boolean mayHaveStarted() {
        return isRunning()
                || status.path("state").hasNonNull("terminated")
                || !status.path("lastState").isEmpty()
                || restarts() > 0
                || status.path("started").asBoolean();
    }

    /** What it waits for, if it waits. */
    Optional<String> waitingText() {
        JsonNode waiting = status.path("state").path("waiting");
        return isWaiting()
                ? Optional.of(("container " + name() + ": "
                                + reasonAndMessage(
                                        waiting.path("reason").asText(""),
                                        waiting.path("message").asText("")))
                        .strip())
                : Optional.empty();
    }

    /** The {@code terminated} state, now or before its last restart, with an exit code other than 0. */
    Optional<JsonNode> failure() {
        return Stream.of("state", "lastState")
                .map(field -> status.path(field).path("terminated"))
                .filter(t -> t.path("exitCode").asInt() != 0)
                .findFirst();
    }

    /** What it left in its termination message file; empty if nothing. */
    String terminationMessage() {
        return status.at("/state/terminated/message").asText("");
    }

    static String reasonAndMessage(String reason, String message) {
        return Stream.of(reason, message).filter(t -> !t.isBlank()).collect(Collectors.joining(": "));
    }
}
