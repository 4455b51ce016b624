package dev.holdfast.backup.spi;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An object in a store.
 *
 * @param key full key in the bucket
 * @param sizeBytes its size
 * @param etag as the store answers it, without quotes
 * @param lastModified by the store's clock
 * @param checksum {@code sha256:hex} where the store or the object's metadata tells it
 * @param metadata user metadata; empty in listings
 */
public record StoredObject(
        String key,
        long sizeBytes,
        String etag,
        Instant lastModified,
        Optional<String> checksum,
        Map<String, String> metadata) {

    /** Copies the map. */
    public StoredObject {
        metadata = Map.copyOf(metadata);
    }
}
