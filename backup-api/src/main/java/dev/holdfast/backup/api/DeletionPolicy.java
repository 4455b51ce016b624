package dev.holdfast.backup.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the deletion of a Backup does to its data. The beans hold these as strings, so that a value
 * this version does not know cannot make an object unreadable.
 */
public enum DeletionPolicy {
    /** The data stays in the store. */
    @JsonProperty("Retain")
    RETAIN("Retain"),

    /** The data is erased before the Backup goes. */
    @JsonProperty("Delete")
    DELETE("Delete");

    private final String wire;

    DeletionPolicy(String wire) {
        this.wire = wire;
    }

    /** Returns the value as it stands in JSON. */
    public String wire() {
        return wire;
    }

    /** Returns the constant for a JSON value; empty if the value is absent, empty or not known. */
    public static Optional<DeletionPolicy> of(@Nullable String wire) {
        return Arrays.stream(values()).filter(v -> v.wire.equals(wire)).findFirst();
    }
}
