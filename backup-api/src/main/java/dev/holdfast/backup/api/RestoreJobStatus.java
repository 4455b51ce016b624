package dev.holdfast.backup.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a restore run is.
 *
 * <p>A mutable JSON bean, not safe for use by several threads; every getter may return null, which means absent.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class RestoreJobStatus extends OpenBean {

    @SchemaFrom(type = JobPhase.class)
    @JsonPropertyDescription("Pending, Running, Succeeded or Failed; absent until the engine has seen the job.")
    private @Nullable String phase;

    @JsonPropertyDescription("When the work started, RFC 3339.")
    private @Nullable String startedAt;

    @JsonPropertyDescription("When the run ended, well or not, RFC 3339.")
    private @Nullable String completedAt;

    @JsonPropertyDescription("Why the run is in its phase, for people.")
    private @Nullable String message;

    @JsonPropertyDescription("Latest observations, at most one per type.")
    private @Nullable List<Condition> conditions;

    @JsonPropertyDescription("Generation of the object this status was made from.")
    private @Nullable Long observedGeneration;

    @JsonPropertyDescription("The bookkeeping of the engine for this run.")
    private @Nullable RunRecord run;

    @JsonPropertyDescription("The Backup this run restores.")
    private @Nullable LocalRef backupRef;

    @JsonPropertyDescription("The application this run restores into.")
    private @Nullable TypedRef target;

    @JsonPropertyDescription("What a dry run would do, one line per step, for people.")
    private @Nullable List<String> plan;

    /** Pending, Running, Succeeded or Failed; absent until the engine has seen the job. */
    public @Nullable String getPhase() {
        return phase;
    }

    /** Sets {@code phase}; null removes it. */
    public void setPhase(@Nullable String phase) {
        this.phase = phase;
    }

    /** When the work started, RFC 3339. */
    public @Nullable String getStartedAt() {
        return startedAt;
    }

    /** Sets {@code startedAt}; null removes it. */
    public void setStartedAt(@Nullable String startedAt) {
        this.startedAt = startedAt;
    }

    /** When the run ended, well or not, RFC 3339. */
    public @Nullable String getCompletedAt() {
        return completedAt;
    }

    /** Sets {@code completedAt}; null removes it. */
    public void setCompletedAt(@Nullable String completedAt) {
        this.completedAt = completedAt;
    }

    /** Why the run is in its phase, for people. */
    public @Nullable String getMessage() {
        return message;
    }

    /** Sets {@code message}; null removes it. */
    public void setMessage(@Nullable String message) {
        this.message = message;
    }

    /** Latest observations, at most one per type. */
    public @Nullable List<Condition> getConditions() {
        return conditions;
    }

    /** Sets {@code conditions}; null removes it. */
    public void setConditions(@Nullable List<Condition> conditions) {
        this.conditions = conditions == null ? null : new ArrayList<>(conditions);
    }

    /** Generation of the object this status was made from. */
    public @Nullable Long getObservedGeneration() {
        return observedGeneration;
    }

    /** Sets {@code observedGeneration}; null removes it. */
    public void setObservedGeneration(@Nullable Long observedGeneration) {
        this.observedGeneration = observedGeneration;
    }

    /** The bookkeeping of the engine for this run. */
    public @Nullable RunRecord getRun() {
        return run;
    }

    /** Sets {@code run}; null removes it. */
    public void setRun(@Nullable RunRecord run) {
        this.run = run;
    }

    /** The Backup this run restores. */
    public @Nullable LocalRef getBackupRef() {
        return backupRef;
    }

    /** Sets {@code backupRef}; null removes it. */
    public void setBackupRef(@Nullable LocalRef backupRef) {
        this.backupRef = backupRef;
    }

    /** The application this run restores into. */
    public @Nullable TypedRef getTarget() {
        return target;
    }

    /** Sets {@code target}; null removes it. */
    public void setTarget(@Nullable TypedRef target) {
        this.target = target;
    }

    /** What a dry run would do, one line per step, for people. */
    public @Nullable List<String> getPlan() {
        return plan;
    }

    /** Sets {@code plan}; null removes it. */
    public void setPlan(@Nullable List<String> plan) {
        this.plan = plan == null ? null : new ArrayList<>(plan);
    }
}
