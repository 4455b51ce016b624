package dev.holdfast.backup.driver.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** Status of a {@link JobStrategy}. Mutable, not thread-safe. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public final class JobStrategyStatus {

    private List<Condition> conditions = List.of();

    /** Conditions of the strategy; empty if nobody set any. */
    public List<Condition> getConditions() {
        return conditions;
    }

    /** Replaces the conditions. */
    public void setConditions(List<Condition> conditions) {
        this.conditions = List.copyOf(conditions);
    }
}
