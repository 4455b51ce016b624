package dev.holdfast.backup.testkit.vault;

import dev.holdfast.backup.testkit.s3.MemoryS3;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** All bytes there are: of volumes, by the UID of their claim, and of artifacts, in an S3 service in memory. Thread-safe. */
final class VaultStorage implements AutoCloseable {

    private static final String ARTIFACTS = "s3://" + VaultPlatform.BUCKET + "/";

    private final Map<String, Rows> volumes = new ConcurrentHashMap<>();
    private final MemoryS3 store = MemoryS3.start(VaultPlatform.BUCKET);

    /** What a volume holds; empty if it was never filled or is gone. */
    Optional<Rows> volume(String uid) {
        return Optional.ofNullable(volumes.get(uid));
    }

    void fill(String uid, Rows rows) {
        volumes.put(uid, rows);
    }

    void write(String uid, String key, String value) {
        volumes.computeIfPresent(uid, (id, rows) -> rows.with(key, value));
    }

    /** Its claim is gone. */
    void destroy(String uid) {
        volumes.remove(uid);
    }

    Optional<Rows> artifact(String uri) {
        return store.get(key(uri)).map(Rows::of);
    }

    void keep(String uri, Rows rows) {
        store.put(key(uri), rows.bytes());
    }

    void lose(String uri) {
        if (!store.remove(key(uri))) {
            throw new IllegalArgumentException("no artifact " + uri + " to lose; there are " + store.keys());
        }
    }

    /** Where artifacts are. */
    String endpoint() {
        return store.endpoint();
    }

    static String uri(String key) {
        return ARTIFACTS + key;
    }

    private static String key(String uri) {
        return uri.startsWith(ARTIFACTS) ? uri.substring(ARTIFACTS.length()) : uri;
    }

    @Override
    public void close() {
        store.close();
    }
}
