package dev.holdfast.backup.api;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The reasons of conditions, with the meaning of each. A terminal reason stands only on a job that has ended; any
 * other may stand there too, as the last thing a job waited for when its time ran out.
 */
public enum Reasons {
    BACKUP_COMPLETED("BackupCompleted", true, "The backup was taken and recorded."),
    RESTORE_COMPLETED("RestoreCompleted", true, "The data was restored."),
    BACKUP_FAILED("BackupFailed", true, "The backup failed; the message says why."),
    RESTORE_FAILED("RestoreFailed", true, "The restore failed; the message says why."),
    BACKUP_CLASS_NOT_FOUND("BackupClassNotFound", false, "The named BackupClass does not exist."),
    APPLICATION_NOT_FOUND("ApplicationNotFound", false, "The application does not exist."),
    STRATEGY_NOT_FOUND("StrategyNotFound", false, "The strategy object of the route does not exist."),
    STRATEGY_NOT_READY("StrategyNotReady", false, "The strategy object is not provisioned yet."),
    UNSUPPORTED_STRATEGY_KIND("UnsupportedStrategyKind", true, "No driver knows the kind of the strategy."),
    NO_DRIVER("NoDriver", false, "The driver for the strategy kind is not registered here."),
    NO_MATCHING_STRATEGY("NoMatchingStrategy", true, "The class has no route for the kind of the application."),
    DUPLICATE_ROUTE("DuplicateRoute", false, "The class has two routes for one kind; the first wins."),
    RESOLVED("Resolved", false, "Every route of the class leads to a strategy a driver can use."),
    KIND_MISSING("KindMissing", false, "A kind that is needed is not served by the cluster."),
    FORBIDDEN("Forbidden", true, "The engine lacks a permission; the message names it."),
    REJECTED("Rejected", true, "The API server refused an object as invalid."),
    INVALID_SPEC("InvalidSpec", true, "A field of the object is invalid; the message names it."),
    INVALID_OPTIONS("InvalidOptions", true, "A restore option is unknown, mistyped or out of bounds."),
    INVALID_STRATEGY("InvalidStrategy", true, "The strategy object is invalid."),
    INVALID_PARAMETERS("InvalidParameters", true, "A parameter of the class is missing or invalid."),
    TEMPLATE_ERROR("TemplateError", true, "A template of the strategy could not be rendered."),
    STARTED_ELSEWHERE("StartedElsewhere", true, "Another controller started the run; it is not taken over."),
    SPEC_CHANGED("SpecChanged", true, "The inputs of the run were changed after it started."),
    BACKUP_NOT_READY("BackupNotReady", true, "The Backup to restore is not Ready."),
    BACKUP_NOT_FOUND("BackupNotFound", true, "The Backup to restore does not exist."),
    BACKUP_NAME_CONFLICT("BackupNameConflict", true, "A Backup of another run has the name this run needs."),
    CONCURRENT_RESTORE("ConcurrentRestore", true, "Another restore of the same target is under way."),
    RESTORE_IN_PROGRESS("RestoreInProgress", false, "The application is locked by a restore."),
    BACKUP_IN_PROGRESS("BackupInProgress", false, "The application is locked by a backup."),
    APPLICATION_BUSY("ApplicationBusy", false, "The application is busy with something else."),
    CANCELLED("Cancelled", true, "The run was cancelled and undone."),
    CANCEL_PENDING("CancelPending", false, "The run was cancelled, but first has to reach a safe point."),
    DEADLINE_EXCEEDED("DeadlineExceeded", true, "A deadline passed; the message says what was awaited."),
    DRIVER_ERROR("DriverError", true, "The driver failed in a way it did not foresee."),
    DRIVER_INCOMPATIBLE("DriverIncompatible", true, "The driver cannot go on with a plan of its older version."),
    PLAN_TOO_LARGE("PlanTooLarge", true, "The plan of the run exceeds the bounds of the engine."),
    PLAN_OUTDATED("PlanOutdated", true, "The world changed between planning and the first effect."),
    PLAN_CORRUPT("PlanCorrupt", true, "The written plan of the run is not the one that was hashed."),
    APPROVAL_REQUIRED("ApprovalRequired", false, "The plan waits for somebody to approve its hash."),
    APPROVAL_STALE(
            "ApprovalStale", false, "What was approved is not the plan any more; the new one waits for approval."),
    APPROVED("Approved", false, "Somebody has approved the plan with this hash."),
    SETTLED("Settled", true, "Somebody has let go of what the restore still held."),
    SAFETY_BACKUP("SafetyBackup", false, "The target is backed up before it is overwritten."),
    SAFETY_BACKUP_FAILED("SafetyBackupFailed", true, "The target could not be backed up first; nothing was touched."),
    RECONCILER_BUSY("ReconcilerBusy", false, "What is to be suspended is still at work."),
    RECONCILER_SUSPENDED("ReconcilerSuspended", true, "The restore counts on what somebody else has suspended."),
    TARGET_DELETING("TargetDeleting", false, "What the plan deletes is not gone yet."),
    TARGET_AWAITED("TargetAwaited", false, "What the plan changes is not there yet."),
    RESTORE_INTERRUPTED("RestoreInterrupted", true, "The restore stopped halfway: the target is not usable as it is."),
    CHILD_VANISHED("ChildVanished", true, "An object that the run had made was deleted by others."),
    NAME_TAKEN("NameTaken", true, "An object of someone else has a name this run needs."),
    NAME_STILL_TAKEN("NameStillTaken", false, "An object with the needed name is being deleted."),
    NAMESPACE_TERMINATING("NamespaceTerminating", true, "The namespace is being deleted."),
    DRY_RUN("DryRun", true, "The plan was made and shown; nothing was changed."),
    DATA_DELETED("DataDeleted", true, "The data of a Backup was deleted before the Backup went."),
    DATA_RETAINED("DataRetained", false, "The Backup was deleted and its data kept."),
    ARTIFACT_FOUND("ArtifactFound", false, "The data of the Backup is where it was recorded."),
    ARTIFACT_MISSING("ArtifactMissing", false, "The data of the Backup is not in the store."),
    ARTIFACT_CHANGED("ArtifactChanged", false, "The data of the Backup differs from what was recorded."),
    ARTIFACT_NOT_DELETED("ArtifactNotDeleted", false, "The data could not be erased; it is tried again."),
    ARTIFACT_IN_USE("ArtifactInUse", false, "The data is in use, so it cannot be erased now."),
    POD_NOT_STARTING("PodNotStarting", false, "The pod exists but its containers do not start."),
    POD_NOT_CREATED("PodNotCreated", false, "The pod of the Job was not created."),
    POD_RUNNING("PodRunning", false, "The pod is at work."),
    BACKOFF_LIMIT_EXCEEDED("BackoffLimitExceeded", true, "The pod failed too often."),
    RESULT_INVALID("ResultInvalid", true, "The result the pod reported cannot be used."),
    STRATEGY_CHANGED("StrategyChanged", false, "The strategy was changed after the run started."),
    TARGET_NOT_GRANTED("TargetNotGranted", true, "No RestoreGrant lets the restore into the namespace it names."),
    TARGET_KIND_MISMATCH("TargetKindMismatch", true, "The restore target is of another kind than the source."),
    CREDENTIALS_MISSING("CredentialsMissing", false, "A Secret with credentials is missing or incomplete."),
    STORE_DENIED("StoreDenied", true, "The store refused the credentials."),
    STORE_UNREACHABLE("StoreUnreachable", false, "The store does not answer."),
    STORE_FORBIDDEN_BY_POLICY("StoreForbiddenByPolicy", true, "The endpoint of the store is not allowed here."),
    WAITING("Waiting", false, "Something is not there yet; the message says what."),
    RUNNING("Running", false, "The driver is at work."),
    QUEUED("Queued", false, "The run waits for its turn."),
    CLEANING("Cleaning", false, "What the run made is being removed."),
    WAITING_FOR_CLEANUP("WaitingForCleanup", false, "The run waits until remains of another are removed."),
    REQUESTED("Requested", false, "A look at the data of the Backup was asked for."),
    INSPECTION_FAILED("InspectionFailed", false, "The look at the data failed by itself; the engine's log says why."),
    VERIFIED("Verified", false, "The data was read back and found whole."),
    VERIFICATION_FAILED("VerificationFailed", false, "The data was read back and is damaged."),
    UNSUPPORTED("Unsupported", false, "The driver cannot do this.");

    private final String wire;
    private final boolean terminal;
    private final String meaning;

    Reasons(String wire, boolean terminal, String meaning) {
        this.wire = wire;
        this.terminal = terminal;
        this.meaning = meaning;
    }

    /** Returns the value as it stands in a condition. */
    public String wire() {
        return wire;
    }

    /** Returns whether this reason stands only on jobs that have ended. */
    public boolean terminal() {
        return terminal;
    }

    /** Returns what the reason means, one English sentence. */
    public String meaning() {
        return meaning;
    }

    /** Returns the constant for a condition's reason; empty if the value is absent or not one of ours. */
    public static Optional<Reasons> of(@Nullable String wire) {
        return Arrays.stream(values()).filter(v -> v.wire.equals(wire)).findFirst();
    }
}
