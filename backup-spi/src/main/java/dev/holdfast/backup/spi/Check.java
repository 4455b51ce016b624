package dev.holdfast.backup.spi;

/**
 * Looks at the world and says how a stage stands. Level-triggered: the answer depends on what is read now, never on what an
 * earlier call saw. Whatever it reads wakes the run when it changes.
 */
@FunctionalInterface
public interface Check {

    /** Says how the stage of {@code context} stands. The rules of {@link BackupDriver} apply. */
    Observation check(StageContext context);
}
