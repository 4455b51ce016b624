package dev.holdfast.backup.engine.storage;

import dev.holdfast.backup.spi.StoredObject;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Reads the SDK's descriptions of objects. */
final class S3Objects {

    private static final Pattern SHA256_BASE64 = Pattern.compile("[A-Za-z0-9+/]{43}=");
    private static final Pattern SHA256_HEX = Pattern.compile("[0-9A-Fa-f]{64}");

    private S3Objects() {}

    static StoredObject of(String key, HeadObjectResponse head) {
        return new StoredObject(
                key,
                Optional.ofNullable(head.contentLength()).orElse(0L),
                etag(head.eTag()),
                Optional.ofNullable(head.lastModified()).orElse(Instant.EPOCH),
                checksum(head),
                head.metadata());
    }

    static StoredObject of(S3Object object) {
        return new StoredObject(
                object.key(),
                Optional.ofNullable(object.size()).orElse(0L),
                etag(object.eTag()),
                Optional.ofNullable(object.lastModified()).orElse(Instant.EPOCH),
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

    /** The store's own digest, unless it is one of the digests of parts; else the one that the uploader recorded. */
    private static Optional<String> checksum(HeadObjectResponse head) {
        return Optional.ofNullable(head.checksumSHA256())
                .filter(text -> SHA256_BASE64.matcher(text).matches() && head.checksumType() != ChecksumType.COMPOSITE)
                .map(text -> HexFormat.of().formatHex(Base64.getDecoder().decode(text)))
                .or(() -> Optional.ofNullable(head.metadata().get(Transfer.SHA256_METADATA))
                        .filter(text -> SHA256_HEX.matcher(text).matches())
                        .map(text -> text.toLowerCase(Locale.ROOT)))
                .map(hex -> "sha256:" + hex);
    }
}
