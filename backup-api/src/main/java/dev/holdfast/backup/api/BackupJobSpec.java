package dev.holdfast.backup.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/**
 * One asked-for backup of one application.
 *
 * <p>A mutable JSON bean, not safe for use by several threads; every getter may return null, which means absent.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "!has(oldSelf.planRef) || (has(self.planRef) && self.planRef == oldSelf.planRef)",
        message = "planRef is immutable")
public class BackupJobSpec extends OpenBean {

    @JsonPropertyDescription(
            "The plan that asked for this run; absent for a run a person asked for. Immutable once set.")
    private @Nullable LocalRef planRef;

    @Required
    @ValidationRule(value = "self == oldSelf", message = "applicationRef is immutable")
    @JsonPropertyDescription("The application to back up, in the namespace of the job. Immutable.")
    private @Nullable TypedRef applicationRef;

    @Required
    @Size(min = 1)
    @ValidationRule(value = "self == oldSelf", message = "backupClassName is immutable")
    @JsonPropertyDescription("Name of the BackupClass to use. Immutable.")
    private @Nullable String backupClassName;

    @SchemaFrom(type = DeletionPolicy.class)
    @JsonPropertyDescription(
            "What happens to the data when the Backup is deleted, in place of what the class says: Retain or Delete.")
    private @Nullable String deletionPolicy;

    @JsonPropertyDescription("Deadlines of this run, in place of those of the class.")
    private @Nullable Deadlines deadlines;

    /** The plan that asked for this run; absent for a run a person asked for. Immutable once set. */
    public @Nullable LocalRef getPlanRef() {
        return planRef;
    }

    /** Sets {@code planRef}; null removes it. */
    public void setPlanRef(@Nullable LocalRef planRef) {
        this.planRef = planRef;
    }

    /** The application to back up, in the namespace of the job. Immutable. */
    public @Nullable TypedRef getApplicationRef() {
        return applicationRef;
    }

    /** Sets {@code applicationRef}; null removes it. */
    public void setApplicationRef(@Nullable TypedRef applicationRef) {
        this.applicationRef = applicationRef;
    }

    /** Name of the BackupClass to use. Immutable. */
    public @Nullable String getBackupClassName() {
        return backupClassName;
    }

    /** Sets {@code backupClassName}; null removes it. */
    public void setBackupClassName(@Nullable String backupClassName) {
        this.backupClassName = backupClassName;
    }

    /** What happens to the data when the Backup is deleted, in place of what the class says: Retain or Delete. */
    public @Nullable String getDeletionPolicy() {
        return deletionPolicy;
    }

    /** Sets {@code deletionPolicy}; null removes it. */
    public void setDeletionPolicy(@Nullable String deletionPolicy) {
        this.deletionPolicy = deletionPolicy;
    }

    /** Deadlines of this run, in place of those of the class. */
    public @Nullable Deadlines getDeadlines() {
        return deadlines;
    }

    /** Sets {@code deadlines}; null removes it. */
    public void setDeadlines(@Nullable Deadlines deadlines) {
        this.deadlines = deadlines;
    }
}
