package dev.holdfast.backup.driver.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.spi.S3Uri;
import dev.holdfast.backup.spi.SecretUse;
import dev.holdfast.backup.spi.StoreUse;
import dev.holdfast.backup.spi.StrictJson;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
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
        return store.flatMap(s -> uri.flatMap(S3Uri::parse)
                .filter(u -> u.bucket().equals(s.bucket()) && isBelow(u.key(), s.prefix()))
                .map(u -> new DeclaredArtifact(s, u)));
    }

    // "team" holds "team/db.tar", and not "team-b/db.tar" of somebody else.
    private static boolean isBelow(String key, String prefix) {
        String folder = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
        return key.startsWith(folder) || key.equals(prefix);
    }

    /** The store as data, for the facts of a plan. */
    JsonNode storeFact() {
        return Serialization.jsonMapper()
                .valueToTree(new StoreFact(
                        store.endpoint(),
                        store.bucket(),
                        store.prefix(),
                        store.region().stream().toList(),
                        store.pathStyle(),
                        store.checksumMode(),
                        store.credentials(),
                        store.certificateAuthority().stream().toList(),
                        store.chosenBy()));
    }

    /** The store of {@link #storeFact()}, to be read only. */
    static StoreUse storeOf(JsonNode fact) {
        StoreFact f = StrictJson.decode(fact, StoreFact.class, "DriverError", "/facts/store");
        return new StoreUse(
                f.endpoint(),
                f.bucket(),
                f.prefix(),
                f.region().stream().findFirst(),
                f.pathStyle(),
                f.checksumMode(),
                f.credentials(),
                f.certificateAuthority().stream().findFirst(),
                StoreUse.Access.READ,
                f.chosenBy());
    }

    /** {@link StoreUse} in types that JSON knows: a list of at most one stands for an optional. */
    private record StoreFact(
            String endpoint,
            String bucket,
            String prefix,
            List<String> region,
            boolean pathStyle,
            String checksumMode,
            SecretUse credentials,
            List<SecretUse> certificateAuthority,
            StoreUse.ChosenBy chosenBy) {}
}
