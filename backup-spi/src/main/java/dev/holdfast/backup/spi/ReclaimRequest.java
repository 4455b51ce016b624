package dev.holdfast.backup.spi;

/** The data of {@link #backup()} is to be deleted. The application may be gone, the strategy too. */
public interface ReclaimRequest extends PlanContext {

    /** What to delete. Not in use by a restore. */
    BackupRecord backup();
}
