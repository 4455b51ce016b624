package dev.holdfast.backup.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import org.jspecify.annotations.Nullable;

/**
 * A cluster-wide offer of how applications are backed up, named by plans and backup jobs.
 *
 * <p>Not safe for use by several threads.
 */
@JsonClassDescription("A cluster-wide offer of how applications are backed up, named by plans and backup jobs.")
@Group(CoreApi.GROUP)
@Version(CoreApi.VERSION)
@Plural("backupclasses")
@ShortNames("bc")
@Categories("backups")
@AdditionalPrinterColumn(
        name = "Ready",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
        type = Type.STRING)
@AdditionalPrinterColumn(name = "Age", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class BackupClass extends CustomResource<BackupClassSpec, BackupClassStatus> {

    private static final long serialVersionUID = 1L;

    /** Returns what was asked for; null only where the server has no schema that requires it. */
    @Override
    @Required
    public @Nullable BackupClassSpec getSpec() {
        return super.getSpec();
    }

    /** Returns what was observed; null if nothing was yet. */
    @Override
    public @Nullable BackupClassStatus getStatus() {
        return super.getStatus();
    }
}
