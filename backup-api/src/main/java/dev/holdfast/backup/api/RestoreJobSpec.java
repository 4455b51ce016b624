package dev.holdfast.backup.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/**
 * One asked-for restore of one backup.
 *
 * <p>A mutable JSON bean, not safe for use by several threads; every getter may return null, which means absent.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value =
                "has(self.targetApplicationRef) == has(oldSelf.targetApplicationRef) && (!has(self.targetApplicationRef) || self.targetApplicationRef == oldSelf.targetApplicationRef)",
        message = "targetApplicationRef is immutable")
@ValidationRule(
        value = "has(self.options) == has(oldSelf.options) && (!has(self.options) || self.options == oldSelf.options)",
        message = "options is immutable")
public class RestoreJobSpec extends OpenBean {

    @Required
    @ValidationRule(value = "self == oldSelf", message = "backupRef is immutable")
    @JsonPropertyDescription("The Backup to restore, in the namespace of the job. Immutable.")
    private @Nullable LocalRef backupRef;

    @JsonPropertyDescription("The application to restore into; absent means the one that was backed up. Immutable.")
    private @Nullable TypedRef targetApplicationRef;

    @JsonPropertyDescription("Options of the engine and the driver, a free-form object. Immutable.")
    private @Nullable JsonNode options;

    @JsonPropertyDescription("Deadlines of this run, in place of the defaults.")
    private @Nullable Deadlines deadlines;

    /** The Backup to restore, in the namespace of the job. Immutable. */
    public @Nullable LocalRef getBackupRef() {
        return backupRef;
    }

    /** Sets {@code backupRef}; null removes it. */
    public void setBackupRef(@Nullable LocalRef backupRef) {
        this.backupRef = backupRef;
    }

    /** The application to restore into; absent means the one that was backed up. Immutable. */
    public @Nullable TypedRef getTargetApplicationRef() {
        return targetApplicationRef;
    }

    /** Sets {@code targetApplicationRef}; null removes it. */
    public void setTargetApplicationRef(@Nullable TypedRef targetApplicationRef) {
        this.targetApplicationRef = targetApplicationRef;
    }

    /** Options of the engine and the driver, a free-form object. Immutable. */
    public @Nullable JsonNode getOptions() {
        return options;
    }

    /** Sets {@code options}; null removes it. */
    public void setOptions(@Nullable JsonNode options) {
        this.options = options;
    }

    /** Deadlines of this run, in place of the defaults. */
    public @Nullable Deadlines getDeadlines() {
        return deadlines;
    }

    /** Sets {@code deadlines}; null removes it. */
    public void setDeadlines(@Nullable Deadlines deadlines) {
        this.deadlines = deadlines;
    }
}
