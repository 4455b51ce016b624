package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.api.Labels;
import dev.holdfast.backup.api.Names;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.spi.LockKey;
import dev.holdfast.backup.spi.ResourceKind;
import dev.holdfast.backup.spi.Waiting;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is still at work on a restore's target: a backup that has announced itself, or pods and Jobs that an earlier run has left
 * behind. Reads live, after the restore has taken its lock.
 */
final class BackupsAtWork {

    private final EngineParts parts;

    BackupsAtWork(EngineParts parts) {
        this.parts = parts;
    }

    /** What is at work, in words; remembers it as what wakes the restore. */
    Optional<Waiting> of(Run restore, Lookups lookups) {
        String namespace = restore.pin().target().namespace();
        Set<String> locks = new HashSet<>(locksOf(restore));
        for (GenericKubernetesResource object :
                parts.cluster().list(Kinds.BACKUP_JOB, namespace, "").orElse(List.of())) {
            JobView job = JobView.of(object);
            boolean shares = !job.terminal()
                    && !SafetyBackup.isOf(restore, job.uid())
                    && JobStatus.record(job)
                            .filter(RunCodec::isWhole)
                            .map(RunCodec::decode)
                            .filter(r -> r.claimed() && locksOf(r).stream().anyMatch(locks::contains))
                            .isPresent();
            if (shares) {
                lookups.own(Kinds.BACKUP_JOB, namespace, job.ref().name());
                return Optional.of(Waiting.waiting(
                        Reasons.BACKUP_IN_PROGRESS.wire(),
                        "BackupJob " + namespace + "/" + job.ref().name() + " is backing it up"));
            }
        }
        return leftBehind(restore, namespace, lookups);
    }

    private static List<String> locksOf(Run run) {
        return run.plan().locks().isEmpty()
                ? List.of(LockKey.of(run.pin().target()).value())
                : run.plan().locks().stream().map(LockKey::value).toList();
    }

    private Optional<Waiting> leftBehind(Run restore, String namespace, Lookups lookups) {
        String selector = Labels.APPLICATION_KIND + "="
                + Names.labelValue(restore.pin().target().kind()) + ","
                + Labels.APPLICATION_NAME + "="
                + Names.labelValue(restore.pin().target().name());
        for (ResourceKind kind : List.of(Kinds.POD, Kinds.JOB)) {
            for (GenericKubernetesResource object :
                    parts.cluster().list(kind, namespace, selector).orElse(List.of())) {
                JobView child = JobView.of(object);
                String owner = child.labels().getOrDefault(Labels.OWNER_KIND, "");
                boolean matters = owner.equals(Kinds.BACKUP_JOB.kind()) || owner.equals(Kinds.RESTORE_JOB.kind());
                boolean ours = StageEntry.isOurs(object, restore)
                        || SafetyBackup.isOf(restore, child.labels().getOrDefault(Labels.OWNER_UID, ""));
                if (matters && !ours && !finished(child)) {
                    // A backup ends with its pod, a little before the Job controller marks the Job.
                    lookups.own(kind, namespace, child.ref().name());
                    return Optional.of(Waiting.waiting(
                            owner.equals(Kinds.BACKUP_JOB.kind())
                                    ? Reasons.BACKUP_IN_PROGRESS.wire()
                                    : Reasons.APPLICATION_BUSY.wire(),
                            child.ref() + " of " + owner + " " + child.labels().get(Labels.OWNER_NAME)
                                    + " is still there"));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean finished(JobView object) {
        if (object.ref().kind().equals(Kinds.POD)) {
            return object.phase().equals("Succeeded") || object.phase().equals("Failed");
        }
        return isTrue(object, "Complete") || isTrue(object, "Failed");
    }

    private static boolean isTrue(JobView object, String type) {
        return object.condition(type).path("status").asText().equals("True");
    }
}
