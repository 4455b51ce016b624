package dev.holdfast.backup.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One route of a backup class: which strategy backs up which kind of application.
 *
 * <p>A mutable JSON bean, not safe for use by several threads; every getter may return null, which means absent.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class BackupClassStrategy extends OpenBean {

    @Required
    @JsonPropertyDescription("Applications this route is for.")
    private @Nullable ApplicationSelector application;

    @Required
    @JsonPropertyDescription("The cluster-scoped strategy object to use.")
    private @Nullable TypedRef strategyRef;

    @JsonPropertyDescription(
            "Values offered to the strategy templates as .Parameters; copied into Backups that tenants can read, so never credentials.")
    private @Nullable Map<String, String> parameters;

    /** Applications this route is for. */
    public @Nullable ApplicationSelector getApplication() {
        return application;
    }

    /** Sets {@code application}; null removes it. */
    public void setApplication(@Nullable ApplicationSelector application) {
        this.application = application;
    }

    /** The cluster-scoped strategy object to use. */
    public @Nullable TypedRef getStrategyRef() {
        return strategyRef;
    }

    /** Sets {@code strategyRef}; null removes it. */
    public void setStrategyRef(@Nullable TypedRef strategyRef) {
        this.strategyRef = strategyRef;
    }

    /** Values offered to the strategy templates as .Parameters; copied into Backups that tenants can read, so never credentials. */
    public @Nullable Map<String, String> getParameters() {
        return parameters;
    }

    /** Sets {@code parameters}; null removes it. */
    public void setParameters(@Nullable Map<String, String> parameters) {
        this.parameters = parameters == null ? null : new LinkedHashMap<>(parameters);
    }
}
