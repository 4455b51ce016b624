package dev.holdfast.backup.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/**
 * The timetable of a plan.
 *
 * <p>A mutable JSON bean, not safe for use by several threads; every getter may return null, which means absent.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class PlanSchedule extends OpenBean {

    @JsonPropertyDescription("Kind of schedule; only cron exists, absent or empty means cron.")
    private @Nullable String type;

    @JsonPropertyDescription(
            "Five-field cron expression or a descriptor such as @daily; a schedule of type cron needs it.")
    private @Nullable String cron;

    /** Kind of schedule; only cron exists, absent or empty means cron. */
    public @Nullable String getType() {
        return type;
    }

    /** Sets {@code type}; null removes it. */
    public void setType(@Nullable String type) {
        this.type = type;
    }

    /** Five-field cron expression or a descriptor such as @daily; a schedule of type cron needs it. */
    public @Nullable String getCron() {
        return cron;
    }

    /** Sets {@code cron}; null removes it. */
    public void setCron(@Nullable String cron) {
        this.cron = cron;
    }
}
