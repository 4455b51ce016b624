package dev.holdfast.backup.engine.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** Uploads a file in parts, one after the other, because a single request may not exceed 5 GiB. */
final class MultipartUpload {

    /** Files up to this size go in one request; also the least size of a part. */
    static final long PART_BYTES = 64L << 20;

    private static final int MAX_PARTS = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(MultipartUpload.class);

    private final S3Client s3;
    private final String bucket;
    private final AwsRequestOverrideConfiguration patience;

    MultipartUpload(S3Client s3, String bucket, AwsRequestOverrideConfiguration patience) {
        this.s3 = s3;
        this.bucket = bucket;
        this.patience = patience;
    }

    /** Uploads all parts and answers the ETag; nothing stays in the store when it fails. */
    String put(String key, Path source, long size, Map<String, String> metadata) {
        String upload = s3.createMultipartUpload(
                        request -> request.bucket(bucket).key(key).metadata(metadata))
                .uploadId();
        boolean complete = false;
        try {
            List<CompletedPart> parts = uploadParts(key, source, size, upload);
            String etag = s3.completeMultipartUpload(request -> request.bucket(bucket)
                            .key(key)
                            .uploadId(upload)
                            .multipartUpload(all -> all.parts(parts))
                            .overrideConfiguration(patience))
                    .eTag();
            complete = true;
            return S3Objects.etag(etag);
        } finally {
            if (!complete) {
                abort(key, upload);
            }
        }
    }

    /** The size of all parts but the last. */
    static long partBytes(long size) {
        return Math.max(PART_BYTES, (size + MAX_PARTS - 1) / MAX_PARTS);
    }

    private List<CompletedPart> uploadParts(String key, Path source, long size, String upload) {
        long step = partBytes(size);
        List<CompletedPart> parts = new ArrayList<>();
        for (long offset = 0; offset < size; offset += step) {
            long start = offset;
            long length = Math.min(step, size - offset);
            int number = parts.size() + 1;
            String etag = s3.uploadPart(
                            request -> request.bucket(bucket)
                                    .key(key)
                                    .uploadId(upload)
                                    .partNumber(number)
                                    .overrideConfiguration(patience),
                            RequestBody.fromContentProvider(
                                    () -> slice(source, start, length), length, "application/octet-stream"))
                    .eTag();
            parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
        }
        return parts;
    }

    private static InputStream slice(Path source, long offset, long length) {
        try {
            FileChannel file = FileChannel.open(source);
            file.position(offset);
            return new BoundedStream(Channels.newInputStream(file), length);
        } catch (IOException e) {
            throw new UncheckedIOException("the file " + source + " to upload cannot be read", e);
        }
    }

    private void abort(String key, String upload) {
        try {
            s3.abortMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(upload));
        } catch (SdkException e) {
            // The failure that led here is the one to report; the store's own clean-up removes the parts later.
            LOG.warn("The parts of a failed upload of s3://{}/{} could not be removed", bucket, key);
        }
    }
}
