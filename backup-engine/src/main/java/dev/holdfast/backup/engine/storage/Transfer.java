package dev.holdfast.backup.engine.storage;

/**
 * A finished upload or download.
 *
 * @param key the complete key
 * @param size bytes moved
 * @param sha256 digest of these bytes, 64 lower-case hexadecimal digits
 * @param etag the store's entity tag without its quotes
 */
public record Transfer(String key, long size, String sha256, String etag) {

    /** Metadata name under which uploads record the SHA-256 of their bytes. */
    public static final String SHA256_METADATA = "sha256";
}
