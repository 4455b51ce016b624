package dev.holdfast.backup.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose approval of a restore's plan counts. The beans hold these as strings, so that a value this version does not know cannot make an
 * object unreadable.
 */
public enum Approvers {
    /** Whoever may annotate the RestoreJob. */
    @JsonProperty("Tenant")
    TENANT("Tenant"),

    /** Only who approves through the engine, as tenants cannot write the status. */
    @JsonProperty("Admin")
    ADMIN("Admin");

    private final String wire;

    Approvers(String wire) {
        this.wire = wire;
    }

    /** Returns the value as it stands in JSON. */
    public String wire() {
        return wire;
    }

    /** Returns the constant for a JSON value; empty if the value is absent, empty or not known. */
    public static Optional<Approvers> of(@Nullable String wire) {
        return Arrays.stream(values()).filter(v -> v.wire.equals(wire)).findFirst();
    }
}
