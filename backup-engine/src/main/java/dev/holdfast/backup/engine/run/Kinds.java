package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.api.CoreApi;
import dev.holdfast.backup.spi.ResourceKind;

/** The kinds that the engine itself reads and writes. */
public final class Kinds {

    /** Route from application kind to strategy. */
    public static final ResourceKind BACKUP_CLASS = new ResourceKind(CoreApi.API_VERSION, "BackupClass");

    /** A backup run. */
    public static final ResourceKind BACKUP_JOB = new ResourceKind(CoreApi.API_VERSION, "BackupJob");

    /** The record of an artifact. */
    public static final ResourceKind BACKUP = new ResourceKind(CoreApi.API_VERSION, "Backup");

    /** A restore run. */
    public static final ResourceKind RESTORE_JOB = new ResourceKind(CoreApi.API_VERSION, "RestoreJob");

    /** Lets restores of other namespaces into its own. */
    public static final ResourceKind RESTORE_GRANT = new ResourceKind(CoreApi.API_VERSION, "RestoreGrant");

    /** The child of a pod stage. */
    public static final ResourceKind JOB = new ResourceKind("batch/v1", "Job");

    /** The pods of such a child. */
    public static final ResourceKind POD = new ResourceKind("v1", "Pod");

    /** Journals, and credentials by name. */
    public static final ResourceKind SECRET = new ResourceKind("v1", "Secret");

    /** Where objects live. */
    public static final ResourceKind NAMESPACE = new ResourceKind("v1", "Namespace");

    private Kinds() {}
}
