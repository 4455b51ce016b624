package dev.holdfast.backup.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Converts between instants and the RFC 3339 strings of the beans. */
public final class Timestamps {

    private Timestamps() {}

    /** Returns the instant in UTC, cut to whole seconds as Kubernetes writes times. */
    public static String format(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Returns the instant of an RFC 3339 string with any offset; empty if it is absent or not such a string. */
    public static Optional<Instant> parse(@Nullable String timestamp) {
        if (timestamp == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(timestamp).toInstant());
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }
}
