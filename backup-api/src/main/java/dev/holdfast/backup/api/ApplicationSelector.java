package dev.holdfast.backup.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/**
 * Selects applications by group and kind.
 *
 * <p>A mutable JSON bean, not safe for use by several threads; every getter may return null, which means absent.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ApplicationSelector extends OpenBean {

    @JsonPropertyDescription("API group of the application; absent or empty means apps.cozystack.io.")
    private @Nullable String apiGroup;

    @Required
    @Size(min = 1)
    @JsonPropertyDescription("Kind of the application, matched exactly.")
    private @Nullable String kind;

    /** Creates an empty bean, as JSON reading needs it. */
    public ApplicationSelector() {}

    /** Creates a selector; a null group means the default group. */
    public ApplicationSelector(@Nullable String apiGroup, String kind) {
        this.apiGroup = apiGroup;
        this.kind = kind;
    }

    /** API group of the application; absent or empty means apps.cozystack.io. */
    public @Nullable String getApiGroup() {
        return apiGroup;
    }

    /** Sets {@code apiGroup}; null removes it. */
    public void setApiGroup(@Nullable String apiGroup) {
        this.apiGroup = apiGroup;
    }

    /** Kind of the application, matched exactly. */
    public @Nullable String getKind() {
        return kind;
    }

    /** Sets {@code kind}; null removes it. */
    public void setKind(@Nullable String kind) {
        this.kind = kind;
    }
}
