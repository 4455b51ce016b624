package dev.holdfast.backup.spi;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a backup produced. Where the plan declares a store that holds the URI, the engine measures size and checksum itself
 * and refuses an artifact that is not there; otherwise the reported figures are recorded as reported.
 *
 * @param takenAt the moment the data is of
 * @param uri where the artifact is; a plain string, as object keys are not always legal URIs
 * @param reportedSizeBytes what the tool said
 * @param reportedChecksum what the tool said, {@code algorithm:hex}
 * @param metadata what the driver needs to find the artifact again, tenant-readable; at most 32 keys of 1 KiB
 * @param snapshot facts about the source at that moment, with their own {@code kind}; tenant-readable
 */
public record BackupResult(
        Instant takenAt,
        Optional<String> uri,
        OptionalLong reportedSizeBytes,
        Optional<String> reportedChecksum,
        Map<String, String> metadata,
        Optional<JsonNode> snapshot) {

    /** Copies the map. */
    public BackupResult {
        metadata = Map.copyOf(metadata);
    }

    /** An artifact at {@code uri}. */
    public static BackupResult of(Instant takenAt, String uri) {
        return new BackupResult(
                takenAt, Optional.of(uri), OptionalLong.empty(), Optional.empty(), Map.of(), Optional.empty());
    }

    /** A backup whose artifact the driver cannot name; its Backup says {@code ArtifactIdentified=False}. */
    public static BackupResult unidentified(Instant takenAt) {
        return new BackupResult(
                takenAt, Optional.empty(), OptionalLong.empty(), Optional.empty(), Map.of(), Optional.empty());
    }

    /** The same with the figures that the tool reported. */
    public BackupResult reported(OptionalLong sizeBytes, Optional<String> checksum) {
        return new BackupResult(takenAt, uri, sizeBytes, checksum, metadata, snapshot);
    }

    /** The same with one more entry of metadata. */
    public BackupResult metadata(String key, String value) {
        Map<String, String> more = new HashMap<>(metadata);
        more.put(key, value);
        return new BackupResult(takenAt, uri, reportedSizeBytes, reportedChecksum, more, snapshot);
    }

    /** The same with a snapshot of source facts. */
    public BackupResult snapshot(JsonNode facts) {
        return new BackupResult(takenAt, uri, reportedSizeBytes, reportedChecksum, metadata, Optional.of(facts));
    }
}
