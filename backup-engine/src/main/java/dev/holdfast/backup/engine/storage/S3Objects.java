package dev.holdfast.backup.engine.storage;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Reads the SDK's descriptions of objects. */
final class S3Objects {

    private S3Objects() {}

    static StoredObject of(String key, HeadObjectResponse head) {
        return new StoredObject(
                key,
                Optional.ofNullable(head.contentLength()).orElse(0L),
                etag(head.eTag()),
                Optional.ofNullable(head.lastModified()).orElse(Instant.EPOCH),
                checksum(head),
                lockedUntil(head),
                head.metadata());
    }

    static StoredObject of(S3Object object) {
        return new StoredObject(
                object.key(),
                Optional.ofNullable(object.size()).orElse(0L),
                etag(object.eTag()),
                Optional.ofNullable(object.lastModified()).orElse(Instant.EPOCH),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    /** The tag without its quotes. */
    static String etag(@Nullable String raw) {
        if (raw == null) {
            return "";
        }
        boolean quoted = raw.length() >= 2 && raw.startsWith("\"") && raw.endsWith("\"");
        return quoted ? raw.substring(1, raw.length() - 1) : raw;
    }

    private static Optional<String> checksum(HeadObjectResponse head) {
        return Stream.of(
                        named("sha256", head.checksumSHA256()),
                        named("crc64nvme", head.checksumCRC64NVME()),
                        named("crc32c", head.checksumCRC32C()),
                        named("crc32", head.checksumCRC32()),
                        named("sha1", head.checksumSHA1()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> named(String algorithm, @Nullable String value) {
        return Optional.ofNullable(value).map(text -> algorithm + ":" + text);
    }

    private static Optional<Instant> lockedUntil(HeadObjectResponse head) {
        return head.objectLockLegalHoldStatus() == ObjectLockLegalHoldStatus.ON
                ? Optional.of(Instant.MAX)
                : Optional.ofNullable(head.objectLockRetainUntilDate());
    }
}
