package dev.holdfast.backup.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Required;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a backup class offers: a routing table from application kinds to strategies.
 *
 * <p>A mutable JSON bean, not safe for use by several threads; every getter may return null, which means absent.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class BackupClassSpec extends OpenBean {

    @Required
    @JsonPropertyDescription("Routes in order of preference; the first that matches an application kind wins.")
    private @Nullable List<BackupClassStrategy> strategies;

    @SchemaFrom(type = DeletionPolicy.class)
    @JsonPropertyDescription(
            "What happens to the data when a Backup of this class is deleted: Retain keeps it, Delete erases it.")
    private @Nullable String deletionPolicy;

    @JsonPropertyDescription("Default deadlines of runs with this class.")
    private @Nullable Deadlines deadlines;

    @SchemaFrom(type = ApprovalPolicy.class)
    @JsonPropertyDescription(
            "Which restores of this class wait until somebody has approved their plan: Always, Destructive or Never.")
    private @Nullable String approval;

    @SchemaFrom(type = Approvers.class)
    @JsonPropertyDescription(
            "Whose approval counts: Tenant, by an annotation on the RestoreJob, or Admin, only through the engine.")
    private @Nullable String approvers;

    @JsonPropertyDescription("Whether a restore with Backups of this class takes a backup of its target first.")
    private @Nullable Boolean safetyBackup;

    /** Routes in order of preference; the first that matches an application kind wins. */
    public @Nullable List<BackupClassStrategy> getStrategies() {
        return strategies;
    }

    /** Sets {@code strategies}; null removes it. */
    public void setStrategies(@Nullable List<BackupClassStrategy> strategies) {
        this.strategies = strategies == null ? null : new ArrayList<>(strategies);
    }

    /** What happens to the data when a Backup of this class is deleted: Retain keeps it, Delete erases it. */
    public @Nullable String getDeletionPolicy() {
        return deletionPolicy;
    }

    /** Sets {@code deletionPolicy}; null removes it. */
    public void setDeletionPolicy(@Nullable String deletionPolicy) {
        this.deletionPolicy = deletionPolicy;
    }

    /** Default deadlines of runs with this class. */
    public @Nullable Deadlines getDeadlines() {
        return deadlines;
    }

    /** Sets {@code deadlines}; null removes it. */
    public void setDeadlines(@Nullable Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    /** Which restores of this class wait until somebody has approved their plan: Always, Destructive or Never. */
    public @Nullable String getApproval() {
        return approval;
    }

    /** Sets {@code approval}; null removes it. */
    public void setApproval(@Nullable String approval) {
        this.approval = approval;
    }

    /** Whose approval counts: Tenant, by an annotation on the RestoreJob, or Admin, only through the engine. */
    public @Nullable String getApprovers() {
        return approvers;
    }

    /** Sets {@code approvers}; null removes it. */
    public void setApprovers(@Nullable String approvers) {
        this.approvers = approvers;
    }

    /** Whether a restore with Backups of this class takes a backup of its target first. */
    public @Nullable Boolean getSafetyBackup() {
        return safetyBackup;
    }

    /** Sets {@code safetyBackup}; null removes it. */
    public void setSafetyBackup(@Nullable Boolean safetyBackup) {
        this.safetyBackup = safetyBackup;
    }
}
