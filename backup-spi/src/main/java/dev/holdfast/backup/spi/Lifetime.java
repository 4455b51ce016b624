package dev.holdfast.backup.spi;

/** How long a created object lives. */
public enum Lifetime {
    /** Until the run ends; deleted and awaited by the engine. Default. */
    RUN,
    /** As long as the Backup: it is the artifact, or the operator needs it to find the artifact. */
    BACKUP,
    /** Nobody's child: the restored thing itself. Never deleted by the engine once it was made. */
    UNMANAGED
}
