package dev.holdfast.backup.engine.run;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of an artifact.
 *
 * @param proof whether it was seen in a store or only reported
 * @param sizeBytes of the artifact
 * @param checksum of the artifact, {@code algorithm:hex}
 * @param note what could not be seen, and why; empty if everything was
 */
record Measurement(Proof proof, OptionalLong sizeBytes, Optional<String> checksum, String note) {

    /** How an artifact is known. */
    enum Proof {
        /** The engine saw it in the store. */
        SEEN,
        /** The tool reported it. */
        REPORTED
    }
}
