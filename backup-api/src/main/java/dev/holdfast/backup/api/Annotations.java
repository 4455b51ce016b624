package dev.holdfast.backup.api;

/**
 * Annotation keys.
 */
public final class Annotations {

    /** On jobs, written by tenants: {@code deadlines.waitSeconds} where the schema has no such field. */
    public static final String WAIT_SECONDS = "backups.cozystack.io/wait-seconds";

    /** On jobs, written by tenants: {@code deadlines.startSeconds} where the schema has no such field. */
    public static final String START_SECONDS = "backups.cozystack.io/start-seconds";

    /** On jobs, written by tenants: {@code deadlines.runSeconds} where the schema has no such field. */
    public static final String RUN_SECONDS = "backups.cozystack.io/run-seconds";

    /** On BackupJobs, by tenants, and on Backups: {@code deletionPolicy} where the schema has no such field. */
    public static final String DELETION_POLICY = "backups.cozystack.io/deletion-policy";

    /** On Backups, written by the engine: the strategy the backup was taken with. */
    public static final String STRATEGY_SNAPSHOT = "backups.cozystack.io/strategy-snapshot";

    /** On Backups, written by the engine: UID of the run that recorded them. */
    public static final String RUN_UID = "backups.cozystack.io/run-uid";

    /** On Backups, written by the engine: when their data was last looked at. */
    public static final String INSPECTED_AT = "backups.cozystack.io/inspected-at";

    /** On strategies, written by admins: the language of their templates. */
    public static final String TEMPLATE_LANGUAGE = "backups.cozystack.io/template-language";

    /** On strategies, written by admins: what a missing value in a template means. */
    public static final String TEMPLATE_ERRORS = "backups.cozystack.io/template-errors";

    /** On strategies, written by admins: template of the artifact URI. */
    public static final String ARTIFACT_URI_TEMPLATE = "backups.cozystack.io/artifact-uri-template";

    /** On strategies, written by admins: endpoint of the object store. */
    public static final String STORE_ENDPOINT = "store.backups.cozystack.io/endpoint";

    /** On strategies, written by admins: bucket. */
    public static final String STORE_BUCKET = "store.backups.cozystack.io/bucket";

    /** On strategies, written by admins: region. */
    public static final String STORE_REGION = "store.backups.cozystack.io/region";

    /** On strategies, written by admins: prefix of all keys, which the engine never leaves. */
    public static final String STORE_PREFIX = "store.backups.cozystack.io/prefix";

    /** On strategies, written by admins: Secret with the access keys. */
    public static final String STORE_SECRET_NAME = "store.backups.cozystack.io/secretName";

    /** On strategies, written by admins: Secret with the certificate authority. */
    public static final String STORE_CA_SECRET_NAME = "store.backups.cozystack.io/caSecretName";

    /** On strategies, written by admins: true if the bucket goes into the path. */
    public static final String STORE_PATH_STYLE = "store.backups.cozystack.io/pathStyle";

    /** On strategies, written by admins: which checksums the store understands. */
    public static final String STORE_CHECKSUM_MODE = "store.backups.cozystack.io/checksumMode";

    /** On Velero Backups: facts about the source, as JSON. */
    public static final String UNDERLYING_RESOURCES = "backups.cozystack.io/underlying-resources";

    /** On BackupClasses, by admins: {@code spec.approval} where the schema has no such field. */
    public static final String APPROVAL = "backups.cozystack.io/approval";

    /** On BackupClasses, by admins: {@code spec.approvers} where the schema has no such field. */
    public static final String APPROVERS = "backups.cozystack.io/approvers";

    /** On BackupClasses, by admins: {@code spec.safetyBackup} where the schema has no such field. */
    public static final String SAFETY_BACKUP = "backups.cozystack.io/safety-backup";

    /** On what a restore has suspended, written by the engine: UID of that restore. */
    public static final String SUSPENDED_BY = "backups.cozystack.io/suspended-by";

    /** On RestoreJobs, by tenants: the hash of the plan that is approved. */
    public static final String APPROVE = "backups.cozystack.io/approve";

    /** On HelmReleases: forces an upgrade, with {@link #FLUX_REQUESTED_AT}. */
    public static final String FLUX_FORCE_AT = "reconcile.fluxcd.io/forceAt";

    /** On HelmReleases: asks for a reconciliation. */
    public static final String FLUX_REQUESTED_AT = "reconcile.fluxcd.io/requestedAt";

    private Annotations() {}
}
