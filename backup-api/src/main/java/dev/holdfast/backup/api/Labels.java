package dev.holdfast.backup.api;

/**
 * Label keys and fixed values. Values longer than a label allows go through {@link Names#labelValue}.
 */
public final class Labels {

    /** On objects made for a run: name of the BackupJob or RestoreJob; not a safe way to find them, see {@link #OWNER_UID}. */
    public static final String OWNED_BY_JOB_NAME = "backups.cozystack.io/owned-by.BackupJobName";

    /** On objects made for a run: namespace of the BackupJob or RestoreJob. */
    public static final String OWNED_BY_JOB_NAMESPACE = "backups.cozystack.io/owned-by.BackupJobNamespace";

    /** On BackupJobs and Backups: name of the plan behind them. */
    public static final String PLAN = "backups.cozystack.io/plan";

    /** On BackupJobs and Backups the engine makes: kind of the application. */
    public static final String APPLICATION_KIND = "backups.cozystack.io/application-kind";

    /** On BackupJobs and Backups the engine makes: name of the application. */
    public static final String APPLICATION_NAME = "backups.cozystack.io/application-name";

    /** On BackupJobs and Backups the engine makes: name of the BackupClass. */
    public static final String BACKUP_CLASS = "backups.cozystack.io/backup-class";

    /** On objects made for a run: BackupJob, RestoreJob or Backup. */
    public static final String OWNER_KIND = "backups.cozystack.io/owner-kind";

    /** On objects made for a run: name of the owner. */
    public static final String OWNER_NAME = "backups.cozystack.io/owner-name";

    /** On objects made for a run: UID of the owner; the key that decides whose an object is. */
    public static final String OWNER_UID = "backups.cozystack.io/owner-uid";

    /** On objects made for a run: UID of the run, which outlives a deleted owner. */
    public static final String RUN_UID = "backups.cozystack.io/run-uid";

    /** On objects made for a run: the stage that made the object. */
    public static final String STAGE = "backups.cozystack.io/stage";

    /** On projected Secrets: who manages them. */
    public static final String MANAGED_BY = "apps.cozystack.io/managed-by";

    /** Value of {@link #MANAGED_BY} on Secrets projected for backups. */
    public static final String MANAGED_BY_BACKUPS = "cozystack-backups";

    /** Makes the platform show a Secret to tenants; never put on projected Secrets. */
    public static final String TENANT_RESOURCE = "internal.cozystack.io/tenantresource";

    private Labels() {}
}
