package dev.holdfast.backup.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The phases of backup and restore jobs. The beans hold these as strings, so that a value
 * this version does not know cannot make an object unreadable.
 */
public enum JobPhase {
    /** Seen, and waiting for something before work starts. */
    @JsonProperty("Pending")
    PENDING("Pending"),

    /** The driver is at work. */
    @JsonProperty("Running")
    RUNNING("Running"),

    /** Done; terminal. */
    @JsonProperty("Succeeded")
    SUCCEEDED("Succeeded"),

    /** Ended without success; terminal. */
    @JsonProperty("Failed")
    FAILED("Failed");

    private final String wire;

    JobPhase(String wire) {
        this.wire = wire;
    }

    /** Returns the value as it stands in JSON. */
    public String wire() {
        return wire;
    }

    /** Returns whether a job in this phase has ended and never changes again. */
    public boolean terminal() {
        return this == SUCCEEDED || this == FAILED;
    }

    /** Returns the constant for a JSON value; empty if the value is absent, empty or not known. */
    public static Optional<JobPhase> of(@Nullable String wire) {
        return Arrays.stream(values()).filter(v -> v.wire.equals(wire)).findFirst();
    }
}
