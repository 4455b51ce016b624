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
 * A schedule on which one application is backed up.
 *
 * <p>Not safe for use by several threads.
 */
@JsonClassDescription("A schedule on which one application is backed up.")
@Group(CoreApi.GROUP)
@Version(CoreApi.VERSION)
@Plural("plans")
@ShortNames("bplan")
@Categories("backups")
@Annotations({
    "options.cozystack.io/source.applicationRef.kind=appkind",
    "options.cozystack.io/source.backupClassName=backupclass"
})
@AdditionalPrinterColumn(name = "Schedule", jsonPath = ".spec.schedule.cron", type = Type.STRING)
@AdditionalPrinterColumn(name = "Class", jsonPath = ".spec.backupClassName", type = Type.STRING)
@AdditionalPrinterColumn(name = "Age", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
@AdditionalSelectableField(jsonPath = ".spec.applicationRef.apiGroup")
@AdditionalSelectableField(jsonPath = ".spec.applicationRef.kind")
@AdditionalSelectableField(jsonPath = ".spec.applicationRef.name")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Plan extends CustomResource<PlanSpec, PlanStatus> implements Namespaced {

    private static final long serialVersionUID = 1L;

    /** Returns what was asked for; null only where the server has no schema that requires it. */
    @Override
    @Required
    public @Nullable PlanSpec getSpec() {
        return super.getSpec();
    }

    /** Returns what was observed; null if nothing was yet. */
    @Override
    public @Nullable PlanStatus getStatus() {
        return super.getStatus();
    }
}
