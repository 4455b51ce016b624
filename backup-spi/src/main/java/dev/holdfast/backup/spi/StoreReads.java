package dev.holdfast.backup.spi;

import java.util.List;

/** Looks into a store, inside the declared prefix. Never throws for what a store answers. */
public interface StoreReads {

    /** The object under {@code key}, the full key in the bucket. */
    StoreAnswer<StoredObject> head(String key);

    /** Up to {@code max} objects whose key begins with {@code prefix}, in key order. */
    StoreAnswer<List<StoredObject>> list(String prefix, int max);
}
