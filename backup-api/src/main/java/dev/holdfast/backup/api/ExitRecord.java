package dev.holdfast.backup.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * <p>A mutable JSON bean, not safe for use by several threads; every getter may return null, which means absent.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ExitRecord extends OpenBean {

    @JsonPropertyDescription("Reason of the end, one of Reasons.")
    private @Nullable String reason;

    @JsonPropertyDescription("What happened, for people.")
    private @Nullable String message;

    @JsonPropertyDescription("The input field at fault, if one is.")
    private @Nullable String field;

    @JsonPropertyDescription("When it was decided, RFC 3339.")
    private @Nullable String since;

    /** Creates an empty bean, as JSON reading needs it. */
    public ExitRecord() {}

    /** Creates a record without a field at fault. */
    public ExitRecord(String reason, String message) {
        this.reason = reason;
        this.message = message;
    }

    /** Reason of the end, one of Reasons. */
    public @Nullable String getReason() {
        return reason;
    }

    /** Sets {@code reason}; null removes it. */
    public void setReason(@Nullable String reason) {
        this.reason = reason;
    }

    /** What happened, for people. */
    public @Nullable String getMessage() {
        return message;
    }

    /** Sets {@code message}; null removes it. */
    public void setMessage(@Nullable String message) {
        this.message = message;
    }

    /** The input field at fault, if one is. */
    public @Nullable String getField() {
        return field;
    }

    /** Sets {@code field}; null removes it. */
    public void setField(@Nullable String field) {
        this.field = field;
    }

    /** When it was decided, RFC 3339. */
    public @Nullable String getSince() {
        return since;
    }

    /** Sets {@link #getSince()}. */
    public void setSince(@Nullable String since) {
        this.since = since;
    }
}
