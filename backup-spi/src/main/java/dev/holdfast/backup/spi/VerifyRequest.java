package dev.holdfast.backup.spi;

/** The data of {@link #backup()} is to be looked at, and left alone. */
public interface VerifyRequest extends PlanContext {

    /** What to verify. */
    BackupRecord backup();
}
