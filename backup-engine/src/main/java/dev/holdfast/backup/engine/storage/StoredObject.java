package dev.holdfast.backup.engine.storage;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a store says about one object.
 *
 * @param key the complete key
 * @param size bytes
 * @param etag the entity tag without its quotes; not a digest of the bytes for multipart uploads
 * @param lastModified when the store received it, by the store's clock
 * @param checksum a checksum the store keeps, as {@code algorithm:base64}; absent in listings
 * @param lockedUntil until when the store refuses to delete this version, {@link Instant#MAX} under a legal hold;
 *     absent in listings and when not locked
 * @param metadata user metadata with lower-case names; empty in listings
 */
public record StoredObject(
        String key,
        long size,
        String etag,
        Instant lastModified,
        Optional<String> checksum,
        Optional<Instant> lockedUntil,
        Map<String, String> metadata) {

    /** Copies the metadata. */
    public StoredObject {
        metadata = Map.copyOf(metadata);
    }
}
