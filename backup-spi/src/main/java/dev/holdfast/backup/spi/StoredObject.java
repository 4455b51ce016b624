package dev.holdfast.backup.spi;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An object in a store.
 *
 * @param key full key in the bucket
 * @param sizeBytes its size
 * @param etag as the store answers it, without quotes; no digest of the bytes for multipart uploads
 * @param lastModified when the store received it, by the store's clock
 * @param checksum {@code sha256:hex}, lower case, of all its bytes where the store or else the object's metadata tells it;
 *     empty in listings
 * @param metadata user metadata with lower-case names; empty in listings
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
