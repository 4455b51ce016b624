package dev.holdfast.backup.engine.storage;

/**
 * The outcome of a deletion.
 *
 * @param objects how many keys the store deleted
 * @param markers for how many of them the store only set a delete marker, so that the bytes remain as older versions
 * @param more whether objects are left below the prefix
 */
public record Deleted(int objects, int markers, boolean more) {}
