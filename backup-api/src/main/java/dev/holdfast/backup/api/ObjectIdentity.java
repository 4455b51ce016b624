package dev.holdfast.backup.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/**
 * One particular object: a name and the UID it had.
 *
 * <p>A mutable JSON bean, not safe for use by several threads; every getter may return null, which means absent.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ObjectIdentity extends OpenBean {

    @JsonPropertyDescription("Name of the object.")
    private @Nullable String name;

    @JsonPropertyDescription("UID of the object.")
    private @Nullable String uid;

    /** Creates an empty bean, as JSON reading needs it. */
    public ObjectIdentity() {}

    /** Creates an identity. */
    public ObjectIdentity(String name, String uid) {
        this.name = name;
        this.uid = uid;
    }

    /** Name of the object. */
    public @Nullable String getName() {
        return name;
    }

    /** Sets {@code name}; null removes it. */
    public void setName(@Nullable String name) {
        this.name = name;
    }

    /** UID of the object. */
    public @Nullable String getUid() {
        return uid;
    }

    /** Sets {@code uid}; null removes it. */
    public void setUid(@Nullable String uid) {
        this.uid = uid;
    }
}
