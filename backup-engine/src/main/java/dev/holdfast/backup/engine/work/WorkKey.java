package dev.holdfast.backup.engine.work;

/**
 * One thing that is reconciled by itself. Two passes for one key never run at the same time.
 *
 * @param kind what it is
 * @param namespace of the object; empty for cluster-scoped ones
 * @param name of the object
 */
public record WorkKey(Kind kind, String namespace, String name) {

    /** What is reconciled. */
    public enum Kind {
        /** A BackupClass: its status. */
        BACKUP_CLASS,
        /** A BackupJob: a backup run. */
        BACKUP_JOB,
        /** A RestoreJob: a restore run. */
        RESTORE_JOB,
        /** A Backup: finalizer, reclaim and verify. */
        BACKUP,
        /** A journal: settled when its run is gone. */
        JOURNAL
    }

    @Override
    public String toString() {
        return kind + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
    }
}
