package dev.holdfast.backup.driver.job;

import dev.holdfast.backup.spi.S3Uri;
import dev.holdfast.backup.spi.StoreUse;
import java.util.Optional;

/**
 * An artifact that lies in the store which strategy or class declare, so that it can be looked at and deleted without the
 * container's help.
 *
 * @param store that holds it
 * @param uri where it is in there
 */
record DeclaredArtifact(StoreUse store, S3Uri uri) {

    /** Empty unless there is a store, the artifact has an {@code s3://} URI, and the one holds the other. */
    static Optional<DeclaredArtifact> of(Optional<StoreUse> store, Optional<String> uri) {
        return store.flatMap(s -> uri.flatMap(S3Uri::parse).filter(s::holds).map(u -> new DeclaredArtifact(s, u)));
    }
}
