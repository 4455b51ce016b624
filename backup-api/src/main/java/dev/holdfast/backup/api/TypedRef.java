package dev.holdfast.backup.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/**
 * Names one object by group, kind and name, in the namespace of the object that holds the reference.
 *
 * <p>A mutable JSON bean, not safe for use by several threads; every getter may return null, which means absent.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class TypedRef extends OpenBean {

    @JsonPropertyDescription(
            "API group of the referenced object; for applications absent or empty means apps.cozystack.io.")
    private @Nullable String apiGroup;

    @Required
    @Size(min = 1)
    @JsonPropertyDescription("Kind of the referenced object.")
    private @Nullable String kind;

    @Required
    @Size(min = 1)
    @JsonPropertyDescription("Name of the referenced object.")
    private @Nullable String name;

    /** Creates an empty bean, as JSON reading needs it. */
    public TypedRef() {}

    /** Creates a reference; a null group is left out of the JSON. */
    public TypedRef(@Nullable String apiGroup, String kind, String name) {
        this.apiGroup = apiGroup;
        this.kind = kind;
        this.name = name;
    }

    /** API group of the referenced object; for applications absent or empty means apps.cozystack.io. */
    public @Nullable String getApiGroup() {
        return apiGroup;
    }

    /** Sets {@code apiGroup}; null removes it. */
    public void setApiGroup(@Nullable String apiGroup) {
        this.apiGroup = apiGroup;
    }

    /** Kind of the referenced object. */
    public @Nullable String getKind() {
        return kind;
    }

    /** Sets {@code kind}; null removes it. */
    public void setKind(@Nullable String kind) {
        this.kind = kind;
    }

    /** Name of the referenced object. */
    public @Nullable String getName() {
        return name;
    }

    /** Sets {@code name}; null removes it. */
    public void setName(@Nullable String name) {
        this.name = name;
    }
}
