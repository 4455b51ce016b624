package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.spi.ApplicationRef;
import dev.holdfast.backup.spi.BackupRecord;
import dev.holdfast.backup.spi.InterruptedRestore;
import dev.holdfast.backup.spi.Strategy;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a request was resolved to, before a driver plans it.
 *
 * @param operation what is asked for
 * @param runUid of the run
 * @param runName name of the job, or of the Backup
 * @param backupClass name of the class; empty but for backups
 * @param application source of the data
 * @param target what is acted upon
 * @param targetObject the target as read live; for reclaim and verify only kind, name and namespace
 * @param parameters of the class route, or as the Backup recorded them
 * @param strategy the live one
 * @param options of the request; an empty object where there are none
 * @param backup of the request
 * @param interrupted the restore that is taken over
 */
record Inputs(
        Operation operation,
        String runUid,
        String runName,
        String backupClass,
        ApplicationRef application,
        ApplicationRef target,
        JsonNode targetObject,
        Map<String, String> parameters,
        Optional<Strategy> strategy,
        JsonNode options,
        Optional<BackupRecord> backup,
        Optional<InterruptedRestore> interrupted) {

    /** Copies the map. */
    Inputs {
        parameters = Map.copyOf(parameters);
    }

    /** The live strategy, else the one that the Backup recorded. */
    Optional<Strategy> applicable() {
        return strategy.or(() -> backup.flatMap(BackupRecord::strategy));
    }

    /** The same, taking over an interrupted restore. */
    Inputs takingOver(InterruptedRestore restore) {
        return new Inputs(
                operation,
                runUid,
                runName,
                backupClass,
                application,
                target,
                targetObject,
                parameters,
                strategy,
                options,
                backup,
                Optional.of(restore));
    }
}
