package dev.holdfast.backup.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Required;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one taken backup.
 *
 * <p>A mutable JSON bean, not safe for use by several threads; every getter may return null, which means absent.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class BackupSpec extends OpenBean {

    @Required
    @JsonPropertyDescription("The application that was backed up.")
    private @Nullable TypedRef applicationRef;

    @JsonPropertyDescription("The plan behind the backup; absent for a run a person asked for.")
    private @Nullable LocalRef planRef;

    @Required
    @JsonPropertyDescription("The strategy the backup was taken with.")
    private @Nullable TypedRef strategyRef;

    @Required
    @JsonPropertyDescription("The moment the data stands for, as reported by the driver, RFC 3339.")
    private @Nullable String takenAt;

    @JsonPropertyDescription("Facts of the driver, not interpreted by the engine.")
    private @Nullable Map<String, String> driverMetadata;

    @SchemaFrom(type = DeletionPolicy.class)
    @JsonPropertyDescription("What happens to the data when this Backup is deleted: Retain or Delete.")
    private @Nullable String deletionPolicy;

    /** The application that was backed up. */
    public @Nullable TypedRef getApplicationRef() {
        return applicationRef;
    }

    /** Sets {@code applicationRef}; null removes it. */
    public void setApplicationRef(@Nullable TypedRef applicationRef) {
        this.applicationRef = applicationRef;
    }

    /** The plan behind the backup; absent for a run a person asked for. */
    public @Nullable LocalRef getPlanRef() {
        return planRef;
    }

    /** Sets {@code planRef}; null removes it. */
    public void setPlanRef(@Nullable LocalRef planRef) {
        this.planRef = planRef;
    }

    /** The strategy the backup was taken with. */
    public @Nullable TypedRef getStrategyRef() {
        return strategyRef;
    }

    /** Sets {@code strategyRef}; null removes it. */
    public void setStrategyRef(@Nullable TypedRef strategyRef) {
        this.strategyRef = strategyRef;
    }

    /** The moment the data stands for, as reported by the driver, RFC 3339. */
    public @Nullable String getTakenAt() {
        return takenAt;
    }

    /** Sets {@code takenAt}; null removes it. */
    public void setTakenAt(@Nullable String takenAt) {
        this.takenAt = takenAt;
    }

    /** Facts of the driver, not interpreted by the engine. */
    public @Nullable Map<String, String> getDriverMetadata() {
        return driverMetadata;
    }

    /** Sets {@code driverMetadata}; null removes it. */
    public void setDriverMetadata(@Nullable Map<String, String> driverMetadata) {
        this.driverMetadata = driverMetadata == null ? null : new LinkedHashMap<>(driverMetadata);
    }

    /** What happens to the data when this Backup is deleted: Retain or Delete. */
    public @Nullable String getDeletionPolicy() {
        return deletionPolicy;
    }

    /** Sets {@code deletionPolicy}; null removes it. */
    public void setDeletionPolicy(@Nullable String deletionPolicy) {
        this.deletionPolicy = deletionPolicy;
    }
}
