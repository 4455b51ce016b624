package dev.holdfast.backup.api;

/**
 * The condition types used on the core kinds, each at most once per object.
 */
public final class ConditionTypes {

    /** On jobs: how the run ended or what it waits for. On classes and plans: whether they can be used. */
    public static final String READY = "Ready";

    /** On a Backup: whether its data was read back and found whole. */
    public static final String VERIFIED = "Verified";

    /** On a Backup: whether the recorded URI was matched to data in the store. */
    public static final String ARTIFACT_IDENTIFIED = "ArtifactIdentified";

    /** On a Backup: whether its data was still there when it was last looked for. */
    public static final String ARTIFACT_PRESENT = "ArtifactPresent";

    /** On jobs and Backups: False while something the run made, or the data, is still to be removed. */
    public static final String CLEANED_UP = "CleanedUp";

    /** On RestoreJobs: what the restore is going to do, in words, with the hash of that plan. */
    public static final String PLANNED = "Planned";

    /** On RestoreJobs: which plan somebody has approved through the engine, and who; tenants cannot write it. */
    public static final String APPROVED = "Approved";

    /** On RestoreJobs: that somebody has let go of what the restore still held, and who. */
    public static final String SETTLED = "Settled";

    /** On classes: False while parameters look like credentials, which Backups would show to tenants. */
    public static final String PARAMETERS_SAFE = "ParametersSafe";

    /** Holds a RunRecord as JSON in its message, on clusters whose schema has no {@code status.run}. */
    public static final String RUN = "backups.cozystack.io/Run";

    private ConditionTypes() {}
}
