/**
 * The contract between the engine and a backup driver.
 *
 * <p>A {@link dev.holdfast.backup.spi.BackupDriver driver} <b>plans</b>: by reading only, it turns a request into a
 * {@link dev.holdfast.backup.spi.RunPlan}, which is data. The engine <b>executes</b>: it creates children, runs pods, waits,
 * erases, undoes, keeps deadlines and locks, and alone writes the backup kinds. What a driver adds while a plan runs is
 * judgement: {@link dev.holdfast.backup.spi.Check checks}, level-triggered functions that look at the world and say how a
 * stage stands.
 *
 * <p>Everything here is immutable or an interface that the engine implements. A driver is stateless and thread-safe: the
 * engine calls it from several threads, twice for the same state, after a restart, and on another replica.
 */
@Evolving
@NullMarked
package dev.holdfast.backup.spi;

import dev.holdfast.backup.api.stability.Evolving;
import org.jspecify.annotations.NullMarked;
