package dev.holdfast.backup.testkit.pods;

import java.time.Instant;

/** What a container is doing. */
sealed interface ContainerState {
    /** Not started, or waiting to be restarted. */
    record Waiting(String reason, String message) implements ContainerState {}

    /** Its processes run. */
    record Running(Instant startedAt) implements ContainerState {}

    /** Its last run is over. */
    record Terminated(int exitCode, String reason, String message, Instant startedAt, Instant finishedAt)
            implements ContainerState {
        boolean succeeded() {
            return exitCode == 0;
        }
    }
}
