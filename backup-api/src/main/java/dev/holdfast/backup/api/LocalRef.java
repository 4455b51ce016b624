package dev.holdfast.backup.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/**
 * Names one object of a kind known from the field, in the namespace of the holder.
 * An empty name is legal and means absent.
 *
 * <p>A mutable JSON bean, not safe for use by several threads; every getter may return null, which means absent.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class LocalRef extends OpenBean {

    @JsonPropertyDescription("Name of the referenced object; empty means absent.")
    private @Nullable String name;

    /** Creates an empty bean, as JSON reading needs it. */
    public LocalRef() {}

    /** Creates a reference by name. */
    public LocalRef(String name) {
        this.name = name;
    }

    /** Name of the referenced object; empty means absent. */
    public @Nullable String getName() {
        return name;
    }

    /** Sets {@code name}; null removes it. */
    public void setName(@Nullable String name) {
        this.name = name;
    }
}
