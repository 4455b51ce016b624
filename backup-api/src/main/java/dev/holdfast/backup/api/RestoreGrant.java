package dev.holdfast.backup.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
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
 * Lets RestoreJobs of other namespaces restore into applications of this one. For admins to write: whoever writes one opens its
 * namespace. It is not among the {@linkplain CoreCrds#all() core kinds}; where it is not installed, nothing is granted.
 *
 * <p>Not safe for use by several threads.
 */
@JsonClassDescription(
        "Lets RestoreJobs of other namespaces restore into applications of this one. For admins to write.")
@Group(CoreApi.GROUP)
@Version(CoreApi.VERSION)
@Plural("restoregrants")
@ShortNames("rg")
@Categories("backups")
@AdditionalPrinterColumn(name = "From", jsonPath = ".spec.from[*].namespace", type = Type.STRING)
@AdditionalPrinterColumn(name = "Age", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class RestoreGrant extends CustomResource<RestoreGrantSpec, Void> implements Namespaced {

    private static final long serialVersionUID = 1L;

    /** Returns what is granted; null only where the server has no schema that requires it. */
    @Override
    @Required
    public @Nullable RestoreGrantSpec getSpec() {
        return super.getSpec();
    }
}
