package dev.holdfast.backup.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/**
 * What to back up, how and when.
 *
 * <p>A mutable JSON bean, not safe for use by several threads; every getter may return null, which means absent.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class PlanSpec extends OpenBean {

    @Required
    @JsonPropertyDescription("The application to back up, in the namespace of the plan.")
    private @Nullable TypedRef applicationRef;

    @Required
    @Size(min = 1)
    @JsonPropertyDescription("Name of the BackupClass to use.")
    private @Nullable String backupClassName;

    @Required
    @JsonPropertyDescription("When to back up.")
    private @Nullable PlanSchedule schedule;

    /** The application to back up, in the namespace of the plan. */
    public @Nullable TypedRef getApplicationRef() {
        return applicationRef;
    }

    /** Sets {@code applicationRef}; null removes it. */
    public void setApplicationRef(@Nullable TypedRef applicationRef) {
        this.applicationRef = applicationRef;
    }

    /** Name of the BackupClass to use. */
    public @Nullable String getBackupClassName() {
        return backupClassName;
    }

    /** Sets {@code backupClassName}; null removes it. */
    public void setBackupClassName(@Nullable String backupClassName) {
        this.backupClassName = backupClassName;
    }

    /** When to back up. */
    public @Nullable PlanSchedule getSchedule() {
        return schedule;
    }

    /** Sets {@code schedule}; null removes it. */
    public void setSchedule(@Nullable PlanSchedule schedule) {
        this.schedule = schedule;
    }
}
