package dev.holdfast.backup.api;

/**
 * Finalizer names.
 */
public final class Finalizers {

    /** On Backups and jobs: the engine has something to remove before they may go. */
    public static final String CLEANUP = "backups.cozystack.io/cleanup";

    /** On Backups of old installations: removed on deletion, never added. */
    public static final String LEGACY_CLEANUP_VELERO = "backups.cozystack.io/cleanup-velero";

    private Finalizers() {}
}
