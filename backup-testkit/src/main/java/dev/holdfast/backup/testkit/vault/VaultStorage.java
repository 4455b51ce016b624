package dev.holdfast.backup.testkit.vault;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** All bytes there are: of volumes, by the UID of their claim, and of artifacts, by URI. Thread-safe. */
final class VaultStorage {

    private final Map<String, Rows> volumes = new ConcurrentHashMap<>();
    private final Map<String, Rows> artifacts = new ConcurrentHashMap<>();

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
        return Optional.ofNullable(artifacts.get(uri));
    }

    void keep(String uri, Rows rows) {
        artifacts.put(uri, rows);
    }

    void lose(String uri) {
        if (artifacts.remove(uri) == null) {
            throw new IllegalArgumentException("no artifact " + uri + " to lose; there are " + artifacts.keySet());
        }
    }
}
