package dev.holdfast.backup.spi;

import java.util.Optional;

/**
 * An S3-compatible store that a run may touch, confined to a prefix.
 *
 * @param endpoint URL, or {@code host[:port]} which means https
 * @param bucket name
 * @param prefix keys outside it are refused without a request; empty means the whole bucket
 * @param region default {@code us-east-1}
 * @param pathStyle whether the bucket is in the path rather than in the host name
 * @param checksumMode {@code auto}, {@code required} or {@code supported}; see the admin guide
 * @param credentials Secret with the key pair: keys {@code accessKey} and {@code secretKey}, or {@code AWS_ACCESS_KEY_ID}
 *     and {@code AWS_SECRET_ACCESS_KEY}, optionally {@code sessionToken} or {@code AWS_SESSION_TOKEN}
 * @param certificateAuthority Secret with a private CA in key {@code ca.crt}
 * @param access what the engine may do there; anything else is refused without a request
 * @param chosenBy who decided on the endpoint; one that only a tenant chose is called only where the engine's options allow
 */
public record StoreUse(
        String endpoint,
        String bucket,
        String prefix,
        Optional<String> region,
        boolean pathStyle,
        String checksumMode,
        SecretUse credentials,
        Optional<SecretUse> certificateAuthority,
        Access access,
        ChosenBy chosenBy) {

    /** What the engine may do in a store. */
    public enum Access {
        /** Look at and fetch objects. */
        READ,
        /** Also write objects, replacing those of the same key. */
        WRITE,
        /** Look at, fetch and delete objects, but write none; needed also where a stage erases unless the run succeeds. */
        ERASE
    }

    /** Who decided on an endpoint. */
    public enum ChosenBy {
        /** An admin: strategy, class or engine options. */
        ADMIN,
        /** A tenant: values of an application. */
        TENANT
    }

    /**
     * Whether an artifact lies in this store: in its bucket, below its prefix. The prefix is a folder, with or without the slash
     * at its end: {@code team} holds {@code team/db.tar}, and not {@code team-b/db.tar} of somebody else.
     */
    public boolean holds(S3Uri artifact) {
        String folder = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
        return artifact.bucket().equals(bucket) && artifact.key().startsWith(folder);
    }

    /** The same with another access. */
    public StoreUse access(Access value) {
        return new StoreUse(
                endpoint,
                bucket,
                prefix,
                region,
                pathStyle,
                checksumMode,
                credentials,
                certificateAuthority,
                value,
                chosenBy);
    }

    /** The same, confined to another prefix. */
    public StoreUse prefix(String value) {
        return new StoreUse(
                endpoint,
                bucket,
                value,
                region,
                pathStyle,
                checksumMode,
                credentials,
                certificateAuthority,
                access,
                chosenBy);
    }
}
