package dev.holdfast.backup.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.crd.generator.annotation.Annotations;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import org.jspecify.annotations.Nullable;

/**
 * One run of a restore of a Backup.
 *
 * <p>Not safe for use by several threads.
 */
@JsonClassDescription("One run of a restore of a Backup.")
@Group(CoreApi.GROUP)
@Version(CoreApi.VERSION)
@Plural("restorejobs")
@ShortNames("rj")
@Categories("backups")
@Annotations({
    "options.cozystack.io/source.backupRef.name=backup",
    "options.cozystack.io/source.targetApplicationRef.kind=appkind"
})
@AdditionalPrinterColumn(name = "Backup", jsonPath = ".spec.backupRef.name", type = Type.STRING)
@AdditionalPrinterColumn(name = "Target", jsonPath = ".status.target.name", type = Type.STRING)
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.phase", type = Type.STRING)
@AdditionalPrinterColumn(name = "Age", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class RestoreJob extends CustomResource<RestoreJobSpec, RestoreJobStatus> implements Namespaced {

    private static final long serialVersionUID = 1L;

    /** Returns what was asked for; null only where the server has no schema that requires it. */
    @Override
    @Required
    public @Nullable RestoreJobSpec getSpec() {
        return super.getSpec();
    }

    /** Returns what was observed; null if nothing was yet. */
    @Override
    public @Nullable RestoreJobStatus getStatus() {
        return super.getStatus();
    }
}
