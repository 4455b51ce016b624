package dev.holdfast.backup.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/**
 * Bounds on the parts of a run, in seconds; an absent value means the default of the engine.
 *
 * <p>A mutable JSON bean, not safe for use by several threads; every getter may return null, which means absent.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Deadlines extends OpenBean {

    @Min(1)
    @JsonPropertyDescription("Longest wait for prerequisites such as the class, the strategy or a free application.")
    private @Nullable Integer waitSeconds;

    @Min(1)
    @JsonPropertyDescription("Longest time between the start of a workload and its first sign of running.")
    private @Nullable Integer startSeconds;

    @Min(1)
    @JsonPropertyDescription("Longest time the work itself may take.")
    private @Nullable Integer runSeconds;

    /** Longest wait for prerequisites such as the class, the strategy or a free application. */
    public @Nullable Integer getWaitSeconds() {
        return waitSeconds;
    }

    /** Sets {@code waitSeconds}; null removes it. */
    public void setWaitSeconds(@Nullable Integer waitSeconds) {
        this.waitSeconds = waitSeconds;
    }

    /** Longest time between the start of a workload and its first sign of running. */
    public @Nullable Integer getStartSeconds() {
        return startSeconds;
    }

    /** Sets {@code startSeconds}; null removes it. */
    public void setStartSeconds(@Nullable Integer startSeconds) {
        this.startSeconds = startSeconds;
    }

    /** Longest time the work itself may take. */
    public @Nullable Integer getRunSeconds() {
        return runSeconds;
    }

    /** Sets {@code runSeconds}; null removes it. */
    public void setRunSeconds(@Nullable Integer runSeconds) {
        this.runSeconds = runSeconds;
    }
}
