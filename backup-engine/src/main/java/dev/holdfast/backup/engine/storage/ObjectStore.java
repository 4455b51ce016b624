package dev.holdfast.backup.engine.storage;

import dev.holdfast.backup.spi.StoreAnswer;
import dev.holdfast.backup.spi.StoredObject;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * One bucket seen with one pair of credentials, confined to the prefix of its {@link StoreLocation} and to an access.
 *
 * <p>Keys are always complete bucket keys, as in an {@code s3://} URI, never relative to the prefix. A key outside the
 * prefix and a call beyond the access are answered with {@code FORBIDDEN_BY_POLICY} and cause no request. Calls block, are bounded in time
 * and never throw for what a store can answer. Implementations are safe for use by several threads.
 */
public interface ObjectStore extends AutoCloseable {

    /** Where this store is; holds no secret. */
    StoreLocation location();

    /** What the store knows about one object, without its bytes. */
    StoreAnswer<StoredObject> head(String key);

    /**
     * The objects whose keys start with {@code prefix}, in key order.
     *
     * @param prefix a prefix of keys; must itself start with the declared prefix
     * @param max the most objects to answer, at least 1; the listing says when there are more
     */
    StoreAnswer<Listing> list(String prefix, int max);

    /**
     * Deletes one object. Deleting an absent object succeeds, as object stores cannot tell the difference.
     *
     * @param ifMatch when present, the object is deleted only while it still has this ETag; otherwise the answer is
     *     {@code MISMATCH}, or {@code NOT_FOUND} when it is gone. The check is atomic only where
     *     the store honours conditional deletes.
     */
    StoreAnswer<Deleted> delete(String key, Optional<String> ifMatch);

    /**
     * Deletes at most {@code max} objects below {@code prefix}; call again while the answer says there are more.
     *
     * @param prefix must end with "/" and must not be the root of the bucket
     * @param max the most objects to delete, at least 1; an implementation may stop earlier and say there are more
     */
    StoreAnswer<Deleted> deletePrefix(String prefix, int max);

    /**
     * Uploads a file, replacing an object of that key. The SHA-256 of the bytes is kept in the object's metadata under
     * {@link Transfer#SHA256_METADATA}.
     *
     * @param metadata user metadata to store with the object; names are lower-cased by stores
     * @throws java.io.UncheckedIOException when the file cannot be read
     */
    StoreAnswer<Transfer> put(String key, Path source, Map<String, String> metadata);

    /**
     * Downloads an object into a file. The file appears, or is replaced, only when all bytes arrived and agree with the
     * recorded SHA-256, if there is one; otherwise the answer is {@code MISMATCH}.
     *
     * @throws java.io.UncheckedIOException when the file cannot be written
     */
    StoreAnswer<Transfer> get(String key, Path target);

    /** Releases connections and threads. Does not throw. */
    @Override
    void close();
}
