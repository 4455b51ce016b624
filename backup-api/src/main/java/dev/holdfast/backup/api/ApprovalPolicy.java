package dev.holdfast.backup.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which restores wait until somebody has approved their plan. The beans hold these as strings, so that a value this version does not
 * know cannot make an object unreadable.
 */
public enum ApprovalPolicy {
    /** Every restore. */
    @JsonProperty("Always")
    ALWAYS("Always"),

    /** Those that may overwrite, delete or change something that they did not make. */
    @JsonProperty("Destructive")
    DESTRUCTIVE("Destructive"),

    /** None. */
    @JsonProperty("Never")
    NEVER("Never");

    private final String wire;

    ApprovalPolicy(String wire) {
        this.wire = wire;
    }

    /** Returns the value as it stands in JSON. */
    public String wire() {
        return wire;
    }

    /** Returns the constant for a JSON value; empty if the value is absent, empty or not known. */
    public static Optional<ApprovalPolicy> of(@Nullable String wire) {
        return Arrays.stream(values()).filter(v -> v.wire.equals(wire)).findFirst();
    }
}
