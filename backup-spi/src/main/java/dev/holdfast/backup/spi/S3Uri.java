package dev.holdfast.backup.spi;

import java.util.Optional;

/**
 * {@code s3://bucket/key}. Not a {@link java.net.URI}: that class refuses blanks and loses bucket names with underscores.
 *
 * @param bucket not empty
 * @param key without a leading slash; ends in a slash if it means everything below
 */
public record S3Uri(String bucket, String key) {

    private static final String SCHEME = "s3://";

    /** Reads it; empty if {@code text} is of another scheme or lacks bucket or key. */
    public static Optional<S3Uri> parse(String text) {
        int slash = text.indexOf('/', SCHEME.length());
        if (!text.startsWith(SCHEME) || slash <= SCHEME.length() || slash == text.length() - 1) {
            return Optional.empty();
        }
        return Optional.of(new S3Uri(text.substring(SCHEME.length(), slash), text.substring(slash + 1)));
    }

    /** Whether it means everything below the key. */
    public boolean isPrefix() {
        return key.endsWith("/");
    }

    /** {@code s3://bucket/key}. */
    @Override
    public String toString() {
        return SCHEME + bucket + "/" + key;
    }
}
