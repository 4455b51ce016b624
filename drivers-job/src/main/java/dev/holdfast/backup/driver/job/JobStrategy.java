package dev.holdfast.backup.driver.job;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import org.jspecify.annotations.Nullable;

/**
 * The strategy kind {@code Job} of {@code strategy.backups.cozystack.io}; cluster-scoped, and not the {@code batch/v1} kind
 * of that name.
 */
@Group(JobStrategy.GROUP)
@Version("v1alpha1")
@Kind(JobStrategy.KIND)
@Plural("jobs")
@Singular("job")
public class JobStrategy extends CustomResource<JobSpec, JobStrategyStatus> {

    /** API group of all strategy kinds. */
    public static final String GROUP = "strategy.backups.cozystack.io";

    /** The kind. */
    public static final String KIND = "Job";

    private static final long serialVersionUID = 1L;

    /** A record cannot be made empty, so a new object has no spec until one is set. */
    @Override
    protected @Nullable JobSpec initSpec() {
        return null;
    }
}
