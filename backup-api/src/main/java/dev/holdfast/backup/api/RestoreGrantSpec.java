package dev.holdfast.backup.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From where restores may come into the namespace of a grant.
 *
 * <p>A mutable JSON bean, not safe for use by several threads; every getter may return null, which means absent.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class RestoreGrantSpec extends OpenBean {

    @Required
    @JsonPropertyDescription("From where restores may come, and of what.")
    private @Nullable List<RestoreGrantSource> from;

    /** From where restores may come, and of what. */
    public @Nullable List<RestoreGrantSource> getFrom() {
        return from;
    }

    /** Sets {@code from}; null removes it. */
    public void setFrom(@Nullable List<RestoreGrantSource> from) {
        this.from = from == null ? null : new ArrayList<>(from);
    }
}
