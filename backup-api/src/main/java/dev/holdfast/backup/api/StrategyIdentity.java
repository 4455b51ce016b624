package dev.holdfast.backup.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/**
 * One particular state of a strategy object.
 *
 * <p>A mutable JSON bean, not safe for use by several threads; every getter may return null, which means absent.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class StrategyIdentity extends OpenBean {

    @JsonPropertyDescription("Name of the strategy.")
    private @Nullable String name;

    @JsonPropertyDescription("UID of the strategy.")
    private @Nullable String uid;

    @JsonPropertyDescription("Generation of the strategy.")
    private @Nullable Long generation;

    @JsonPropertyDescription("Digest of the content of the strategy.")
    private @Nullable String digest;

    /** Creates an empty bean, as JSON reading needs it. */
    public StrategyIdentity() {}

    /** Creates an identity. */
    public StrategyIdentity(String name, String uid, Long generation, String digest) {
        this.name = name;
        this.uid = uid;
        this.generation = generation;
        this.digest = digest;
    }

    /** Name of the strategy. */
    public @Nullable String getName() {
        return name;
    }

    /** Sets {@code name}; null removes it. */
    public void setName(@Nullable String name) {
        this.name = name;
    }

    /** UID of the strategy. */
    public @Nullable String getUid() {
        return uid;
    }

    /** Sets {@code uid}; null removes it. */
    public void setUid(@Nullable String uid) {
        this.uid = uid;
    }

    /** Generation of the strategy. */
    public @Nullable Long getGeneration() {
        return generation;
    }

    /** Sets {@code generation}; null removes it. */
    public void setGeneration(@Nullable Long generation) {
        this.generation = generation;
    }

    /** Digest of the content of the strategy. */
    public @Nullable String getDigest() {
        return digest;
    }

    /** Sets {@code digest}; null removes it. */
    public void setDigest(@Nullable String digest) {
        this.digest = digest;
    }
}
