package dev.holdfast.backup.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bookkeeping of the engine for one run: what it was started with and how far it is.
 * Its JSON is kept in {@code status.run}, and on clusters whose schema lacks that field in the message of
 * condition {@link ConditionTypes#RUN}; every field is optional.
 *
 * <p>A mutable JSON bean, not safe for use by several threads; every getter may return null, which means absent.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class RunRecord extends OpenBean {

    @JsonPropertyDescription("Version of this record format.")
    private @Nullable Integer version;

    @JsonPropertyDescription("UID of the job the record is for.")
    private @Nullable String uid;

    @JsonPropertyDescription("Backup, Restore, Reclaim or Verify.")
    private @Nullable String operation;

    @JsonPropertyDescription("Strategy group and kind of the driver, as group/Kind.")
    private @Nullable String driver;

    @JsonPropertyDescription("The backup class used.")
    private @Nullable ObjectIdentity backupClass;

    @JsonPropertyDescription("The strategy used.")
    private @Nullable StrategyIdentity strategy;

    @JsonPropertyDescription("The application backed up.")
    private @Nullable ApplicationIdentity application;

    @JsonPropertyDescription("The application restored into.")
    private @Nullable ApplicationIdentity target;

    @JsonPropertyDescription("The Backup produced or restored.")
    private @Nullable ObjectIdentity backup;

    @JsonPropertyDescription("Parameters of the class at the start.")
    private @Nullable Map<String, String> parameters;

    @JsonPropertyDescription("Digest of the inputs at the start.")
    private @Nullable String inputsDigest;

    @JsonPropertyDescription("Digest of the plan.")
    private @Nullable String planDigest;

    @JsonPropertyDescription("The plan, encoded.")
    private @Nullable String plan;

    @JsonPropertyDescription("Whether the application is locked for this run.")
    private @Nullable Boolean claimed;

    @JsonPropertyDescription("Name of the journal Secret.")
    private @Nullable String journal;

    @JsonPropertyDescription("Stage the run is in.")
    private @Nullable String stage;

    @JsonPropertyDescription("When that stage was entered, RFC 3339.")
    private @Nullable String stageSince;

    @JsonPropertyDescription("When the current wait began, RFC 3339.")
    private @Nullable String waitingSince;

    @JsonPropertyDescription("Reason of the current wait.")
    private @Nullable String waitingReason;

    @JsonPropertyDescription("Number of the current attempt, from 1.")
    private @Nullable Integer attempt;

    @JsonPropertyDescription("Objects made for this run.")
    private @Nullable List<ChildRecord> children;

    @JsonPropertyDescription("Facts found by the driver, an object.")
    private @Nullable JsonNode facts;

    @JsonPropertyDescription("Result of the run, an object.")
    private @Nullable JsonNode result;

    @JsonPropertyDescription("Whether the run has passed its point of no return.")
    private @Nullable Boolean touched;

    @JsonPropertyDescription("How the run ended, or is about to.")
    private @Nullable ExitRecord exit;

    /** Version of this record format. */
    public @Nullable Integer getVersion() {
        return version;
    }

    /** Sets {@code version}; null removes it. */
    public void setVersion(@Nullable Integer version) {
        this.version = version;
    }

    /** UID of the job the record is for. */
    public @Nullable String getUid() {
        return uid;
    }

    /** Sets {@code uid}; null removes it. */
    public void setUid(@Nullable String uid) {
        this.uid = uid;
    }

    /** Backup, Restore, Reclaim or Verify. */
    public @Nullable String getOperation() {
        return operation;
    }

    /** Sets {@code operation}; null removes it. */
    public void setOperation(@Nullable String operation) {
        this.operation = operation;
    }

    /** Strategy group and kind of the driver, as group/Kind. */
    public @Nullable String getDriver() {
        return driver;
    }

    /** Sets {@code driver}; null removes it. */
    public void setDriver(@Nullable String driver) {
        this.driver = driver;
    }

    /** The backup class used. */
    public @Nullable ObjectIdentity getBackupClass() {
        return backupClass;
    }

    /** Sets {@code backupClass}; null removes it. */
    public void setBackupClass(@Nullable ObjectIdentity backupClass) {
        this.backupClass = backupClass;
    }

    /** The strategy used. */
    public @Nullable StrategyIdentity getStrategy() {
        return strategy;
    }

    /** Sets {@code strategy}; null removes it. */
    public void setStrategy(@Nullable StrategyIdentity strategy) {
        this.strategy = strategy;
    }

    /** The application backed up. */
    public @Nullable ApplicationIdentity getApplication() {
        return application;
    }

    /** Sets {@code application}; null removes it. */
    public void setApplication(@Nullable ApplicationIdentity application) {
        this.application = application;
    }

    /** The application restored into. */
    public @Nullable ApplicationIdentity getTarget() {
        return target;
    }

    /** Sets {@code target}; null removes it. */
    public void setTarget(@Nullable ApplicationIdentity target) {
        this.target = target;
    }

    /** The Backup produced or restored. */
    public @Nullable ObjectIdentity getBackup() {
        return backup;
    }

    /** Sets {@code backup}; null removes it. */
    public void setBackup(@Nullable ObjectIdentity backup) {
        this.backup = backup;
    }

    /** Parameters of the class at the start. */
    public @Nullable Map<String, String> getParameters() {
        return parameters;
    }

    /** Sets {@code parameters}; null removes it. */
    public void setParameters(@Nullable Map<String, String> parameters) {
        this.parameters = parameters == null ? null : new LinkedHashMap<>(parameters);
    }

    /** Digest of the inputs at the start. */
    public @Nullable String getInputsDigest() {
        return inputsDigest;
    }

    /** Sets {@code inputsDigest}; null removes it. */
    public void setInputsDigest(@Nullable String inputsDigest) {
        this.inputsDigest = inputsDigest;
    }

    /** Digest of the plan. */
    public @Nullable String getPlanDigest() {
        return planDigest;
    }

    /** Sets {@code planDigest}; null removes it. */
    public void setPlanDigest(@Nullable String planDigest) {
        this.planDigest = planDigest;
    }

    /** The plan, encoded. */
    public @Nullable String getPlan() {
        return plan;
    }

    /** Sets {@code plan}; null removes it. */
    public void setPlan(@Nullable String plan) {
        this.plan = plan;
    }

    /** Whether the application is locked for this run. */
    public @Nullable Boolean getClaimed() {
        return claimed;
    }

    /** Sets {@code claimed}; null removes it. */
    public void setClaimed(@Nullable Boolean claimed) {
        this.claimed = claimed;
    }

    /** Name of the journal Secret. */
    public @Nullable String getJournal() {
        return journal;
    }

    /** Sets {@code journal}; null removes it. */
    public void setJournal(@Nullable String journal) {
        this.journal = journal;
    }

    /** Stage the run is in. */
    public @Nullable String getStage() {
        return stage;
    }

    /** Sets {@code stage}; null removes it. */
    public void setStage(@Nullable String stage) {
        this.stage = stage;
    }

    /** When that stage was entered, RFC 3339. */
    public @Nullable String getStageSince() {
        return stageSince;
    }

    /** Sets {@code stageSince}; null removes it. */
    public void setStageSince(@Nullable String stageSince) {
        this.stageSince = stageSince;
    }

    /** When the current wait began, RFC 3339. */
    public @Nullable String getWaitingSince() {
        return waitingSince;
    }

    /** Sets {@code waitingSince}; null removes it. */
    public void setWaitingSince(@Nullable String waitingSince) {
        this.waitingSince = waitingSince;
    }

    /** Reason of the current wait. */
    public @Nullable String getWaitingReason() {
        return waitingReason;
    }

    /** Sets {@code waitingReason}; null removes it. */
    public void setWaitingReason(@Nullable String waitingReason) {
        this.waitingReason = waitingReason;
    }

    /** Number of the current attempt, from 1. */
    public @Nullable Integer getAttempt() {
        return attempt;
    }

    /** Sets {@code attempt}; null removes it. */
    public void setAttempt(@Nullable Integer attempt) {
        this.attempt = attempt;
    }

    /** Objects made for this run. */
    public @Nullable List<ChildRecord> getChildren() {
        return children;
    }

    /** Sets {@code children}; null removes it. */
    public void setChildren(@Nullable List<ChildRecord> children) {
        this.children = children == null ? null : new ArrayList<>(children);
    }

    /** Facts found by the driver, an object. */
    public @Nullable JsonNode getFacts() {
        return facts;
    }

    /** Sets {@code facts}; null removes it. */
    public void setFacts(@Nullable JsonNode facts) {
        this.facts = facts;
    }

    /** Result of the run, an object. */
    public @Nullable JsonNode getResult() {
        return result;
    }

    /** Sets {@code result}; null removes it. */
    public void setResult(@Nullable JsonNode result) {
        this.result = result;
    }

    /** How the run ended, or is about to. */
    public @Nullable ExitRecord getExit() {
        return exit;
    }

    /** Sets {@code exit}; null removes it. */
    public void setExit(@Nullable ExitRecord exit) {
        this.exit = exit;
    }

    /** Whether the run has passed its point of no return. */
    public @Nullable Boolean getTouched() {
        return touched;
    }

    /** Sets {@link #getTouched()}. */
    public void setTouched(@Nullable Boolean touched) {
        this.touched = touched;
    }
}
