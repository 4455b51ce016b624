package dev.holdfast.backup.spi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A strategy object, unrendered.
 *
 * @param type its group and kind
 * @param name its name; strategies are cluster-scoped
 * @param uid of the object
 * @param generation of the object
 * @param annotations of the object
 * @param spec of the object
 * @param digest SHA-256, in hex, over spec and the annotations that Holdfast reads
 */
public record Strategy(
        StrategyType type,
        String name,
        String uid,
        long generation,
        Map<String, String> annotations,
        JsonNode spec,
        String digest) {

    /** Copies the map. */
    public Strategy {
        annotations = Map.copyOf(annotations);
    }
}
