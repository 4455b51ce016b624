package dev.holdfast.backup.engine.storage;

import java.util.Optional;

/**
 * An {@code s3://bucket/key} text, taken verbatim: nothing is decoded, so every bucket and key that operators write can
 * be told apart, also where the text is not a valid URI.
 *
 * @param bucket not empty, without "/"
 * @param key everything after the bucket's "/"; empty for the root of the bucket
 */
public record S3Uri(String bucket, String key) {

    private static final String SCHEME = "s3://";

    /** Refuses an empty bucket and a bucket with "/". */
    public S3Uri {
        if (bucket.isEmpty() || bucket.indexOf('/') >= 0) {
            throw new IllegalArgumentException("the bucket of an s3:// URI must not be empty nor hold \"/\"");
        }
    }

    /** Reads the text; empty when it is not of this form. */
    public static Optional<S3Uri> parse(String text) {
        if (!text.startsWith(SCHEME)) {
            return Optional.empty();
        }
        String rest = text.substring(SCHEME.length());
        int slash = rest.indexOf('/');
        String bucket = slash < 0 ? rest : rest.substring(0, slash);
        return bucket.isEmpty()
                ? Optional.empty()
                : Optional.of(new S3Uri(bucket, slash < 0 ? "" : rest.substring(slash + 1)));
    }

    /** Whether it names everything below a folder rather than one object. */
    public boolean isFolder() {
        return key.isEmpty() || key.endsWith("/");
    }

    /** The text form; {@link #parse} reads it back. */
    @Override
    public String toString() {
        return SCHEME + bucket + "/" + key;
    }
}
