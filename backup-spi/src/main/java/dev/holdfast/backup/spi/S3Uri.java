package dev.holdfast.backup.spi;

import java.util.Optional;

/**
 * {@code s3://bucket/key}, taken verbatim: nothing is decoded, so any two keys stay apart. Not a {@link java.net.URI}: that
 * class refuses blanks and loses bucket names with underscores.
 *
 * @param bucket not empty, without slashes
 * @param key not empty: whatever follows the slash after the bucket; ends in a slash if it means everything below
 */
public record S3Uri(String bucket, String key) {

    private static final String SCHEME = "s3://";

    /** Refuses an empty bucket, a bucket with a slash, and an empty key: no artifact is a whole bucket. */
    public S3Uri {
        if (bucket.isEmpty() || bucket.indexOf('/') >= 0 || key.isEmpty()) {
            throw new IllegalArgumentException("an s3:// URI needs a bucket without slashes and a key");
        }
    }

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
