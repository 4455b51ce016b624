package dev.holdfast.backup.engine.storage;

import dev.holdfast.backup.spi.StoreAnswer;
import dev.holdfast.backup.spi.StoreAnswer.Found;
import dev.holdfast.backup.spi.StoreAnswer.Refusal;
import dev.holdfast.backup.spi.StoreAnswer.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Moves files to and from the store without holding them in memory. */
final class S3Transfers {

    private final S3Client s3;
    private final String bucket;
    private final S3Failures failures;
    private final AwsRequestOverrideConfiguration patience;
    private final MultipartUpload multipart;

    S3Transfers(S3Client s3, String bucket, S3Failures failures, StoreTimeouts timeouts) {
        this.s3 = s3;
        this.bucket = bucket;
        this.failures = failures;
        this.patience = AwsRequestOverrideConfiguration.builder()
                .apiCallTimeout(timeouts.transfer())
                .apiCallAttemptTimeout(timeouts.transfer())
                .build();
        this.multipart = new MultipartUpload(s3, bucket, patience);
    }

    StoreAnswer<Transfer> put(String key, Path source, Map<String, String> metadata) {
        FileDigest digest = digestOf(source);
        Map<String, String> complete = new HashMap<>(metadata);
        complete.put(Transfer.SHA256_METADATA, digest.sha256());
        return failures.attempt("writing", key, () -> {
            String etag = digest.size() <= MultipartUpload.PART_BYTES
                    ? putWhole(key, source, complete)
                    : multipart.put(key, source, digest.size(), complete);
            return new Found<>(new Transfer(key, digest.size(), digest.sha256(), etag));
        });
    }

    private String putWhole(String key, Path source, Map<String, String> metadata) {
        return S3Objects.etag(s3.putObject(
                        request -> request.bucket(bucket)
                                .key(key)
                                .metadata(metadata)
                                .overrideConfiguration(patience),
                        RequestBody.fromFile(source))
                .eTag());
    }

    private static FileDigest digestOf(Path source) {
        try (InputStream bytes = Files.newInputStream(source)) {
            return FileDigest.copying(bytes, OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException("the file " + source + " to upload cannot be read", e);
        }
    }

    StoreAnswer<Transfer> get(String key, Path target) {
        Path part = besides(target);
        try {
            return failures.attempt("reading", key, () -> {
                Download download = s3.getObject(
                        request -> request.bucket(bucket).key(key).overrideConfiguration(patience),
                        (response, bytes) -> download(response, bytes, part));
                return finished(key, download, part, target);
            });
        } finally {
            discard(part);
        }
    }

    private record Download(FileDigest digest, Map<String, String> metadata, String etag) {}

    private static Download download(GetObjectResponse response, AbortableInputStream bytes, Path part)
            throws IOException {
        try (OutputStream file = new LocalFile(part)) {
            return new Download(FileDigest.copying(bytes, file), response.metadata(), S3Objects.etag(response.eTag()));
        }
    }

    private StoreAnswer<Transfer> finished(String key, Download download, Path part, Path target) {
        String recorded = download.metadata()
                .getOrDefault(Transfer.SHA256_METADATA, download.digest().sha256());
        if (!recorded.equals(download.digest().sha256())) {
            return new Refused<>(
                    Refusal.MISMATCH,
                    "s3://" + bucket + "/" + key + " is damaged: its bytes have SHA-256 "
                            + download.digest().sha256() + ", which is not the one recorded at upload");
        }
        try {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the file " + target + " cannot be replaced", e);
        }
        return new Found<>(
                new Transfer(key, download.digest().size(), download.digest().sha256(), download.etag()));
    }

    private static Path besides(Path target) {
        Path absolute = target.toAbsolutePath();
        try {
            return Files.createTempFile(absolute.getParent(), absolute.getFileName() + ".", ".part");
        } catch (IOException e) {
            throw new UncheckedIOException("no file can be written next to " + target, e);
        }
    }

    private static void discard(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw new UncheckedIOException("the partial download " + part + " cannot be removed", e);
        }
    }
}
