package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.spi.BackupDriver;
import dev.holdfast.backup.spi.BackupRecord;
import java.util.Optional;

/**
 * What one pass over one run works with. Used by one thread.
 *
 * @param parts of the engine
 * @param waits timings in memory
 * @param events writes events
 * @param home of the run
 * @param driver of the run
 * @param backup of the request; empty in a backup
 * @param reads what the driver may read
 * @param stores opened in this pass
 */
record Pass(
        EngineParts parts,
        Waits waits,
        Events events,
        RunHome home,
        BackupDriver driver,
        Optional<BackupRecord> backup,
        TrackedReads reads,
        StoreSession stores) {}
