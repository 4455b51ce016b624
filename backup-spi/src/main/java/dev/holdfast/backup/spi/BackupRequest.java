package dev.holdfast.backup.spi;

/** A backup of {@link #application()} is asked for. */
public interface BackupRequest extends PlanContext {}
