package dev.holdfast.backup.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the engine found out about a backup class.
 *
 * <p>A mutable JSON bean, not safe for use by several threads; every getter may return null, which means absent.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class BackupClassStatus extends OpenBean {

    @JsonPropertyDescription("Latest observations, at most one per type.")
    private @Nullable List<Condition> conditions;

    /** Latest observations, at most one per type. */
    public @Nullable List<Condition> getConditions() {
        return conditions;
    }

    /** Sets {@code conditions}; null removes it. */
    public void setConditions(@Nullable List<Condition> conditions) {
        this.conditions = conditions == null ? null : new ArrayList<>(conditions);
    }
}
