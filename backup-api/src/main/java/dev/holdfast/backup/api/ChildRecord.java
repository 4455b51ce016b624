package dev.holdfast.backup.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/**
 * One object made for a run.
 *
 * <p>A mutable JSON bean, not safe for use by several threads; every getter may return null, which means absent.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ChildRecord extends OpenBean {

    @JsonPropertyDescription("Stage that made the object.")
    private @Nullable String stage;

    @JsonPropertyDescription("API version of the object.")
    private @Nullable String apiVersion;

    @JsonPropertyDescription("Kind of the object.")
    private @Nullable String kind;

    @JsonPropertyDescription("Namespace of the object; absent for cluster-scoped ones.")
    private @Nullable String namespace;

    @JsonPropertyDescription("Name of the object.")
    private @Nullable String name;

    @JsonPropertyDescription("UID of the object, once known.")
    private @Nullable String uid;

    /** Stage that made the object. */
    public @Nullable String getStage() {
        return stage;
    }

    /** Sets {@code stage}; null removes it. */
    public void setStage(@Nullable String stage) {
        this.stage = stage;
    }

    /** API version of the object. */
    public @Nullable String getApiVersion() {
        return apiVersion;
    }

    /** Sets {@code apiVersion}; null removes it. */
    public void setApiVersion(@Nullable String apiVersion) {
        this.apiVersion = apiVersion;
    }

    /** Kind of the object. */
    public @Nullable String getKind() {
        return kind;
    }

    /** Sets {@code kind}; null removes it. */
    public void setKind(@Nullable String kind) {
        this.kind = kind;
    }

    /** Namespace of the object; absent for cluster-scoped ones. */
    public @Nullable String getNamespace() {
        return namespace;
    }

    /** Sets {@code namespace}; null removes it. */
    public void setNamespace(@Nullable String namespace) {
        this.namespace = namespace;
    }

    /** Name of the object. */
    public @Nullable String getName() {
        return name;
    }

    /** Sets {@code name}; null removes it. */
    public void setName(@Nullable String name) {
        this.name = name;
    }

    /** UID of the object, once known. */
    public @Nullable String getUid() {
        return uid;
    }

    /** Sets {@code uid}; null removes it. */
    public void setUid(@Nullable String uid) {
        this.uid = uid;
    }
}
