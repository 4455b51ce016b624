package dev.holdfast.backup.spi;

/** What a driver can do with a strategy. */
public enum Capability {
    /** Make a Backup. */
    BACKUP,
    /** Restore a Backup, in place or to a copy. */
    RESTORE,
    /** Delete the data of a Backup. */
    RECLAIM,
    /** Check the data of a Backup. */
    VERIFY
}
