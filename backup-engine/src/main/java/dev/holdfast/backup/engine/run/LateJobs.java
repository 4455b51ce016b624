package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.api.Labels;
import dev.holdfast.backup.api.Names;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.Propagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;

/**
 * Removes Jobs of a Backup that is gone. They have no owner that would take them along, and one can come when all is over: its
 * creation was on its way while the process that had sent it lost its lease. Stateless but for its parts.
 */
final class LateJobs {

    private final EngineParts parts;

    LateJobs(EngineParts parts) {
        this.parts = parts;
    }

    /**
     * Removes those of {@code backup}; what a journal still stands for is settled with that.
     *
     * @return whether there were any, so that another look is due
     */
    boolean remove(ObjectRef backup) {
        List<GenericKubernetesResource> jobs = parts
                .feeds()
                .list(Kinds.JOB, backup.namespace(), Labels.OWNER_NAME, Names.labelValue(backup.name()))
                .stream()
                .filter(j -> JobView.of(j)
                        .labels()
                        .getOrDefault(Labels.OWNER_KIND, "")
                        .equals(Kinds.BACKUP.kind()))
                .filter(j -> j.getMetadata().getDeletionTimestamp() == null)
                .toList();
        boolean nothingToDo = jobs.isEmpty()
                || parts.journals().all().stream().anyMatch(j -> j.owner().equals(backup))
                || parts.cluster().get(backup).object().isPresent();
        if (!nothingToDo) {
            jobs.forEach(
                    j -> parts.cluster().delete(ObjectRef.of(j), j.getMetadata().getUid(), Propagation.FOREGROUND));
        }
        return !jobs.isEmpty();
    }
}
