package dev.holdfast.backup.driver.job;

import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.Objects;

/**
 * Spec of a {@link JobStrategy}.
 *
 * @param template the pod to run. The CRD takes any object here: unlike a full schema that keeps labels and annotations of
 *     the pod, lets expressions stand where numbers do, and does not drop fields that are newer than this library. What is
 *     wrong with it is found when a run is planned.
 */
public record JobSpec(@Required @PreserveUnknownFields @SchemaFrom(type = AnyObject.class) PodTemplateSpec template) {

    /** Requires the template. */
    public JobSpec {
        Objects.requireNonNull(template, "template is required");
    }

    /** Stands for "an object" in the schema. */
    static final class AnyObject {
        private AnyObject() {}
    }
}
