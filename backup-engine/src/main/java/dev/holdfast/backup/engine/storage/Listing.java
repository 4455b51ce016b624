package dev.holdfast.backup.engine.storage;

import dev.holdfast.backup.spi.StoredObject;
import java.util.List;

/**
 * Objects below a prefix, in key order.
 *
 * @param objects what was listed
 * @param more whether the store holds further objects below the prefix
 */
public record Listing(List<StoredObject> objects, boolean more) {

    /** Copies the list. */
    public Listing {
        objects = List.copyOf(objects);
    }
}
