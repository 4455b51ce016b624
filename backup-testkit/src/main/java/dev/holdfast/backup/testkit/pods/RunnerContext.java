package dev.holdfast.backup.testkit.pods;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

/** What all pods of one runner share. */
record RunnerContext(
        PodApi api,
        ConfigSource source,
        ImageTable images,
        ContainerStarter starter,
        InstantSource clock,
        Path workDirectory,
        Duration restartBackoff,
        Set<ContainerProcess> live) {

    private static final int LONGEST_BACKOFF_FACTOR = 32;

    Instant now() {
        return clock.instant();
    }

    /** How long a container waits before its next restart: nothing at first, then doubling up to 32 times the base. */
    Duration backoff(int restarts) {
        if (restarts == 0) {
            return Duration.ZERO;
        }
        long factor = restarts > 5 ? LONGEST_BACKOFF_FACTOR : 1L << (restarts - 1);
        return restartBackoff.multipliedBy(factor);
    }
}
