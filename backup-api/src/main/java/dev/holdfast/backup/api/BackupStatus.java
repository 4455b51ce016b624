package dev.holdfast.backup.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of a taken backup.
 *
 * <p>A mutable JSON bean, not safe for use by several threads; every getter may return null, which means absent.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class BackupStatus extends OpenBean {

    @SchemaFrom(type = BackupPhase.class)
    @JsonPropertyDescription("Pending, Ready or Failed.")
    private @Nullable String phase;

    @JsonPropertyDescription("Where the data is.")
    private @Nullable BackupArtifact artifact;

    @JsonPropertyDescription(
            "Free-form facts about the source, an object that names its own kind and apiVersion; tenants can read it.")
    private @Nullable JsonNode underlyingResources;

    @JsonPropertyDescription("Latest observations, at most one per type.")
    private @Nullable List<Condition> conditions;

    /** Pending, Ready or Failed. */
    public @Nullable String getPhase() {
        return phase;
    }

    /** Sets {@code phase}; null removes it. */
    public void setPhase(@Nullable String phase) {
        this.phase = phase;
    }

    /** Where the data is. */
    public @Nullable BackupArtifact getArtifact() {
        return artifact;
    }

    /** Sets {@code artifact}; null removes it. */
    public void setArtifact(@Nullable BackupArtifact artifact) {
        this.artifact = artifact;
    }

    /** Free-form facts about the source, an object that names its own kind and apiVersion; tenants can read it. */
    public @Nullable JsonNode getUnderlyingResources() {
        return underlyingResources;
    }

    /** Sets {@code underlyingResources}; null removes it. */
    public void setUnderlyingResources(@Nullable JsonNode underlyingResources) {
        this.underlyingResources = underlyingResources;
    }

    /** Latest observations, at most one per type. */
    public @Nullable List<Condition> getConditions() {
        return conditions;
    }

    /** Sets {@code conditions}; null removes it. */
    public void setConditions(@Nullable List<Condition> conditions) {
        this.conditions = conditions == null ? null : new ArrayList<>(conditions);
    }
}
