package dev.holdfast.backup.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.crd.generator.annotation.AdditionalSelectableField;
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
 * One taken backup. Its CRD has no status subresource: status is stored by ordinary writes, the creating one included.
 *
 * <p>Not safe for use by several threads.
 */
@JsonClassDescription(
        "One taken backup. Its CRD has no status subresource: status is stored by ordinary writes, the creating one included.")
@Group(CoreApi.GROUP)
@Version(CoreApi.VERSION)
@Plural("backups")
@ShortNames("bak")
@Categories("backups")
@Annotations({"options.cozystack.io/source.applicationRef.kind=appkind"})
@AdditionalPrinterColumn(name = "Kind", jsonPath = ".spec.applicationRef.kind", type = Type.STRING)
@AdditionalPrinterColumn(name = "Application", jsonPath = ".spec.applicationRef.name", type = Type.STRING)
@AdditionalPrinterColumn(name = "Taken", jsonPath = ".spec.takenAt", type = Type.DATE)
@AdditionalPrinterColumn(name = "Size", jsonPath = ".status.artifact.sizeBytes", type = Type.INTEGER)
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.phase", type = Type.STRING)
@AdditionalPrinterColumn(name = "Age", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
@AdditionalSelectableField(jsonPath = ".spec.applicationRef.apiGroup")
@AdditionalSelectableField(jsonPath = ".spec.applicationRef.kind")
@AdditionalSelectableField(jsonPath = ".spec.applicationRef.name")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Backup extends CustomResource<BackupSpec, BackupStatus> implements Namespaced {

    private static final long serialVersionUID = 1L;

    /** Returns what was asked for; null only where the server has no schema that requires it. */
    @Override
    @Required
    public @Nullable BackupSpec getSpec() {
        return super.getSpec();
    }

    /** Returns what was observed; null if nothing was yet. */
    @Override
    public @Nullable BackupStatus getStatus() {
        return super.getStatus();
    }
}
