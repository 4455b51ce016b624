package dev.holdfast.backup.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The phases of backups. The beans hold these as strings, so that a value
 * this version does not know cannot make an object unreadable.
 */
public enum BackupPhase {
    /** Recorded, and the data is not confirmed yet. */
    @JsonProperty("Pending")
    PENDING("Pending"),

    /** The data is there and can be restored. */
    @JsonProperty("Ready")
    READY("Ready"),

    /** The data is missing or damaged. */
    @JsonProperty("Failed")
    FAILED("Failed");

    private final String wire;

    BackupPhase(String wire) {
        this.wire = wire;
    }

    /** Returns the value as it stands in JSON. */
    public String wire() {
        return wire;
    }

    /** Returns the constant for a JSON value; empty if the value is absent, empty or not known. */
    public static Optional<BackupPhase> of(@Nullable String wire) {
        return Arrays.stream(values()).filter(v -> v.wire.equals(wire)).findFirst();
    }
}
