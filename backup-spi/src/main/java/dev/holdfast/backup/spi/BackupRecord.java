package dev.holdfast.backup.spi;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A Backup, as recorded.
 *
 * @param namespace of the Backup
 * @param name of the Backup
 * @param uid of the Backup
 * @param application it was taken of
 * @param takenAt the moment the data is of
 * @param uri where the artifact is
 * @param sizeBytes of the artifact
 * @param checksum of the artifact, {@code algorithm:hex}
 * @param metadata all of {@code spec.driverMetadata}
 * @param snapshot {@code status.underlyingResources}
 * @param strategy the strategy as it was at that moment, unrendered; absent on Backups that the reference made
 */
public record BackupRecord(
        String namespace,
        String name,
        String uid,
        ApplicationRef application,
        Instant takenAt,
        Optional<String> uri,
        OptionalLong sizeBytes,
        Optional<String> checksum,
        Map<String, String> metadata,
        Optional<JsonNode> snapshot,
        Optional<Strategy> strategy) {

    /** Copies the map. */
    public BackupRecord {
        metadata = Map.copyOf(metadata);
    }

    /** For messages: {@code Backup tenant-a/nightly}. */
    @Override
    public String toString() {
        return "Backup " + namespace + "/" + name;
    }
}
