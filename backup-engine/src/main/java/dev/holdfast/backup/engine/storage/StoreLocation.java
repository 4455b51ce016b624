package dev.holdfast.backup.engine.storage;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where backups are kept, without the credentials.
 *
 * @param endpoint the S3 service as {@code [http[s]://]host[:port][/path]}, https when it names no scheme; empty for
 *     Amazon's own service in the region
 * @param bucket name of the bucket: letters, digits, dots, hyphens and underscores
 * @param prefix everything done here stays below this key prefix. It is a folder: a missing "/" at its end is added.
 *     Empty for the whole bucket
 * @param region signing region; {@value #DEFAULT_REGION} when empty
 * @param pathStyle whether the bucket is named in the path rather than in the host name
 * @param checksumMode how eagerly checksums are sent
 * @param caPem PEM certificates of the authorities to trust instead of the JVM's
 */
public record StoreLocation(
        String endpoint,
        String bucket,
        String prefix,
        String region,
        boolean pathStyle,
        ChecksumMode checksumMode,
        Optional<String> caPem) {

    /** The region of stores that have none. */
    public static final String DEFAULT_REGION = "us-east-1";

    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,254}");
    private static final Pattern REGION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,62}");

    /**
     * Checks and normalises.
     *
     * @throws IllegalArgumentException when a part is malformed; the message says which
     */
    public StoreLocation {
        endpoint = endpoint.isBlank() ? "" : StoreEndpoint.parse(endpoint).toString();
        if (!BUCKET.matcher(bucket).matches()) {
            throw new IllegalArgumentException(
                    "the bucket name may only hold letters, digits, dots, hyphens and underscores");
        }
        prefix = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
        region = region.isBlank() ? DEFAULT_REGION : region;
        if (!REGION.matcher(region).matches()) {
            throw new IllegalArgumentException("the region may only hold letters, digits, hyphens and underscores");
        }
    }

    /**
     * A location with the defaults of its kind: path style and {@link ChecksumMode#WHEN_REQUIRED} for a custom
     * endpoint, the virtual-host style and {@link ChecksumMode#WHEN_SUPPORTED} for Amazon's own service.
     */
    public static StoreLocation of(String endpoint, String bucket, String prefix) {
        boolean custom = !endpoint.isBlank();
        return new StoreLocation(
                endpoint,
                bucket,
                prefix,
                "",
                custom,
                custom ? ChecksumMode.WHEN_REQUIRED : ChecksumMode.WHEN_SUPPORTED,
                Optional.empty());
    }

    /** The same location in another region. */
    public StoreLocation withRegion(String other) {
        return new StoreLocation(endpoint, bucket, prefix, other, pathStyle, checksumMode, caPem);
    }

    /** The same location, trusting these authorities only. */
    public StoreLocation withCa(String pem) {
        return new StoreLocation(endpoint, bucket, prefix, region, pathStyle, checksumMode, Optional.of(pem));
    }

    /** The service that is really called, also when the location names none. */
    public StoreEndpoint service() {
        return StoreEndpoint.parse(endpoint.isEmpty() ? "https://s3." + region + ".amazonaws.com" : endpoint);
    }

    /** Endpoint and bucket, for messages. */
    @Override
    public String toString() {
        return service() + " bucket " + bucket + (prefix.isEmpty() ? "" : " prefix " + prefix);
    }
}
