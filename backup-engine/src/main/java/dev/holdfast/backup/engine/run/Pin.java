package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.spi.ApplicationRef;
import java.util.Map;
import java.util.Optional;

/**
 * What a run was started with; nothing of it is looked up again while it runs.
 *
 * @param backupClass name of the class; empty for restore, reclaim and verify
 * @param strategy the strategy used
 * @param application source of the data
 * @param target what is acted upon; the source itself but for a restore to a copy
 * @param backup the Backup that is restored, reclaimed or verified
 * @param parameters of the class route
 * @param inputsDigest SHA-256 over the inputs in the job's spec
 */
public record Pin(
        String backupClass,
        StrategyPin strategy,
        ApplicationRef application,
        ApplicationRef target,
        Optional<BackupPin> backup,
        Map<String, String> parameters,
        String inputsDigest) {

    /** Copies the map. */
    public Pin {
        parameters = Map.copyOf(parameters);
    }

    /**
     * Identity of a strategy.
     *
     * @param name of the object
     * @param uid of the object
     * @param generation of the object
     * @param digest over spec and annotations
     */
    public record StrategyPin(String name, String uid, long generation, String digest) {}

    /**
     * Identity of a Backup.
     *
     * @param name of the object
     * @param uid of the object
     */
    public record BackupPin(String name, String uid) {}
}
