package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.api.ConditionTypes;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.engine.report.Approval;
import dev.holdfast.backup.engine.work.WorkKey;
import dev.holdfast.backup.spi.Failed;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.Propagation;
import dev.holdfast.backup.spi.ResourceKind;
import java.util.Optional;

/** Requests to runs, written where no tenant can forge them. Thread-safe. */
public final class JobRequests {

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
        return Conflicts.again(() -> cancelOnce(namespace, name));
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

    /**
     * Writes down that somebody approves the plan with this hash. Whether that is the plan which is carried out is judged by the engine,
     * under the lock.
     */
    public Approval approve(String namespace, String name, String hash, String who) {
        return Conflicts.again(() -> approveOnce(namespace, name, hash, who));
    }

    private Approval approveOnce(String namespace, String name, String hash, String who) {
        Optional<JobView> job = live(Kinds.RESTORE_JOB, namespace, name);
        if (job.isEmpty()) {
            return new Approval.Refused("there is no RestoreJob " + namespace + "/" + name);
        }
        if (job.get().terminal()) {
            return new Approval.Refused(
                    job.get().ref() + " has ended already: " + job.get().phase());
        }
        JobStatus status = new JobStatus(parts, job.get());
        status.write(status.patch()
                .condition(ConditionTypes.APPROVED, "True", Reasons.APPROVED.wire(), hash + " by " + who));
        return new Approval.Given(hash, Approvals.shown(job.get()));
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
