package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.api.ConditionTypes;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.engine.cluster.ApiException;
import dev.holdfast.backup.engine.work.WorkKey;
import dev.holdfast.backup.spi.Failed;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.Propagation;
import dev.holdfast.backup.spi.ResourceKind;
import java.util.Optional;

/** Requests to runs, written where no tenant can forge them. Thread-safe. */
public final class JobRequests {

    private static final int ATTEMPTS = 5;

    private final EngineParts parts;

    /** Requests through these parts. */
    public JobRequests(EngineParts parts) {
        this.parts = parts;
    }

    private Optional<JobView> live(ResourceKind kind, String namespace, String name) {
        return parts.cluster()
                .get(new ObjectRef(kind, namespace, name))
                .object()
                .map(JobView::of);
    }

    /** Whether a BackupJob was asked to stop; whoever tells of something else must have acted on it before. */
    static boolean isCancelled(JobStatus status) {
        return status.tells(Reasons.CANCEL_PENDING.wire());
    }

    /** Asks a BackupJob to stop; false if there is none that is under way. What it has finished by then counts. */
    public boolean cancelBackup(String namespace, String name) {
        for (int attempt = 1; ; attempt++) {
            try {
                return cancelOnce(namespace, name);
            } catch (ApiException e) {
                if (!e.isConflict() || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private boolean cancelOnce(String namespace, String name) {
        Optional<JobView> job = live(Kinds.BACKUP_JOB, namespace, name).filter(j -> !j.terminal());
        job.ifPresent(j -> {
            JobStatus status = new JobStatus(parts, j);
            Optional<Run> run = JobStatus.record(j).filter(RunCodec::isWhole).map(RunCodec::decode);
            String message = "cancelled on request";
            if (run.isPresent() && run.get().claimed()) {
                status.write(status.patch()
                        .condition(ConditionTypes.READY, "Unknown", Reasons.CANCEL_PENDING.wire(), message));
            } else {
                Events events = new Events(
                        parts.cluster(), parts.clock(), parts.options().identity());
                WorkKey key = status.key(WorkKey.Kind.BACKUP_JOB);
                new Pending(parts, new Waits(), events, status, Operation.BACKUP, key)
                        .fail(Failed.failed(Reasons.CANCELLED.wire(), message));
            }
        });
        return job.isPresent();
    }

    /** Deletes a RestoreJob; false if there is none. */
    public boolean cancelRestore(String namespace, String name) {
        Optional<JobView> job = live(Kinds.RESTORE_JOB, namespace, name);
        job.ifPresent(j -> parts.cluster().delete(j.ref(), j.uid(), Propagation.BACKGROUND));
        return job.isPresent();
    }

    /** Asks for a verification; false if there is no such Backup. */
    public boolean verify(String namespace, String name) {
        Optional<JobView> backup = live(Kinds.BACKUP, namespace, name);
        backup.filter(b -> !b.condition(ConditionTypes.VERIFIED)
                        .path("status")
                        .asText()
                        .equals("Unknown"))
                .ifPresent(b -> ask(b, ConditionTypes.VERIFIED));
        return backup.isPresent();
    }

    /** Asks for a look whether the data is there; false if there is no such Backup. */
    public boolean inspect(String namespace, String name) {
        Optional<JobView> backup = live(Kinds.BACKUP, namespace, name);
        backup.ifPresent(b -> ask(b, ConditionTypes.ARTIFACT_PRESENT));
        return backup.isPresent();
    }

    private void ask(JobView backup, String condition) {
        JobStatus status = new JobStatus(parts, backup);
        status.write(status.patch()
                .condition(condition, "Unknown", Reasons.REQUESTED.wire(), "a look at the data was asked for"));
    }
}
