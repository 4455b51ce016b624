package dev.holdfast.backup.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One namespace from which restores may come, with the kinds of applications that they may restore.
 *
 * <p>A mutable JSON bean, not safe for use by several threads; every getter may return null, which means absent.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class RestoreGrantSource extends OpenBean {

    @Required
    @Size(min = 1)
    @JsonPropertyDescription("Namespace of the RestoreJob and its Backup.")
    private @Nullable String namespace;

    @Required
    @Size(min = 1)
    @JsonPropertyDescription(
            "Kinds of applications: Postgres for one of apps.cozystack.io, Cluster.example.org for one of another group.")
    private @Nullable List<String> kinds;

    /** Namespace of the RestoreJob and its Backup. */
    public @Nullable String getNamespace() {
        return namespace;
    }

    /** Sets {@code namespace}; null removes it. */
    public void setNamespace(@Nullable String namespace) {
        this.namespace = namespace;
    }

    /** Kinds of applications: {@code Postgres} for one of the default group, {@code Cluster.example.org} for one of another. */
    public @Nullable List<String> getKinds() {
        return kinds;
    }

    /** Sets {@code kinds}; null removes it. */
    public void setKinds(@Nullable List<String> kinds) {
        this.kinds = kinds == null ? null : new ArrayList<>(kinds);
    }
}
