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
 * One run of a backup, asked for by a plan or a person.
 *
 * <p>Not safe for use by several threads.
 */
@JsonClassDescription("One run of a backup, asked for by a plan or a person.")
@Group(CoreApi.GROUP)
@Version(CoreApi.VERSION)
@Plural("backupjobs")
@ShortNames("bj")
@Categories("backups")
@Annotations({
    "options.cozystack.io/source.applicationRef.kind=appkind",
    "options.cozystack.io/source.backupClassName=backupclass",
    "options.cozystack.io/source.planRef.name=plan"
})
@AdditionalPrinterColumn(name = "Kind", jsonPath = ".spec.applicationRef.kind", type = Type.STRING)
@AdditionalPrinterColumn(name = "Application", jsonPath = ".spec.applicationRef.name", type = Type.STRING)
@AdditionalPrinterColumn(name = "Class", jsonPath = ".spec.backupClassName", type = Type.STRING)
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.phase", type = Type.STRING)
@AdditionalPrinterColumn(
        name = "Reason",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
        type = Type.STRING)
@AdditionalPrinterColumn(name = "Age", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
@AdditionalSelectableField(jsonPath = ".spec.applicationRef.apiGroup")
@AdditionalSelectableField(jsonPath = ".spec.applicationRef.kind")
@AdditionalSelectableField(jsonPath = ".spec.applicationRef.name")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class BackupJob extends CustomResource<BackupJobSpec, BackupJobStatus> implements Namespaced {

    private static final long serialVersionUID = 1L;

    /** Returns what was asked for; null only where the server has no schema that requires it. */
    @Override
    @Required
    public @Nullable BackupJobSpec getSpec() {
        return super.getSpec();
    }

    /** Returns what was observed; null if nothing was yet. */
    @Override
    public @Nullable BackupJobStatus getStatus() {
        return super.getStatus();
    }
}
