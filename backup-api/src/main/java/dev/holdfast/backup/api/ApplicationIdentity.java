package dev.holdfast.backup.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/**
 * One particular application.
 *
 * <p>A mutable JSON bean, not safe for use by several threads; every getter may return null, which means absent.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ApplicationIdentity extends OpenBean {

    @JsonPropertyDescription("API group, always written out.")
    private @Nullable String apiGroup;

    @JsonPropertyDescription("Kind of the application.")
    private @Nullable String kind;

    @JsonPropertyDescription("Namespace of the application.")
    private @Nullable String namespace;

    @JsonPropertyDescription("Name of the application.")
    private @Nullable String name;

    @JsonPropertyDescription("UID of the application.")
    private @Nullable String uid;

    /** API group, always written out. */
    public @Nullable String getApiGroup() {
        return apiGroup;
    }

    /** Sets {@code apiGroup}; null removes it. */
    public void setApiGroup(@Nullable String apiGroup) {
        this.apiGroup = apiGroup;
    }

    /** Kind of the application. */
    public @Nullable String getKind() {
        return kind;
    }

    /** Sets {@code kind}; null removes it. */
    public void setKind(@Nullable String kind) {
        this.kind = kind;
    }

    /** Namespace of the application. */
    public @Nullable String getNamespace() {
        return namespace;
    }

    /** Sets {@code namespace}; null removes it. */
    public void setNamespace(@Nullable String namespace) {
        this.namespace = namespace;
    }

    /** Name of the application. */
    public @Nullable String getName() {
        return name;
    }

    /** Sets {@code name}; null removes it. */
    public void setName(@Nullable String name) {
        this.name = name;
    }

    /** UID of the application. */
    public @Nullable String getUid() {
        return uid;
    }

    /** Sets {@code uid}; null removes it. */
    public void setUid(@Nullable String uid) {
        this.uid = uid;
    }
}
