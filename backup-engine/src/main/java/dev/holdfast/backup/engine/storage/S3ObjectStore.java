package dev.holdfast.backup.engine.storage;

import dev.holdfast.backup.spi.StoreAnswer;
import dev.holdfast.backup.spi.StoreAnswer.Found;
import dev.holdfast.backup.spi.StoreAnswer.Refusal;
import dev.holdfast.backup.spi.StoreAnswer.Refused;
import dev.holdfast.backup.spi.StoredObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/** The port over the AWS SDK. Does not confine keys: {@link ConfinedStore} does. */
final class S3ObjectStore implements ObjectStore {

    private static final int PAGE = 1000;

    private final StoreLocation location;
    private final S3Client s3;
    private final SdkHttpClient http;
    private final S3Failures failures;
    private final S3Transfers transfers;

    S3ObjectStore(
            StoreLocation location, S3Client s3, SdkHttpClient http, S3Failures failures, StoreTimeouts timeouts) {
        this.location = location;
        this.s3 = s3;
        this.http = http;
        this.failures = failures;
        this.transfers = new S3Transfers(s3, location.bucket(), failures, timeouts);
    }

    @Override
    public StoreLocation location() {
        return location;
    }

    @Override
    public StoreAnswer<StoredObject> head(String key) {
        StoreAnswer<StoredObject> answer = attempt(
                "reading the head of",
                key,
                () -> S3Objects.of(key, s3.headObject(request -> request.bucket(location.bucket())
                        .key(key)
                        .checksumMode(ChecksumMode.ENABLED))));
        boolean missing = answer.isRefused(Refusal.NOT_FOUND);
        return missing && bucketIsMissing() ? bucketNotFound(key) : answer;
    }

    /** Answers to HEAD have no body, so the store cannot say which of the two is missing. */
    private boolean bucketIsMissing() {
        return attempt("reading the head of the bucket", "", () -> s3.headBucket(r -> r.bucket(location.bucket())))
                .isRefused(Refusal.NOT_FOUND);
    }

    private StoreAnswer<StoredObject> bucketNotFound(String key) {
        return new Refused<>(
                Refusal.NOT_FOUND,
                "reading the head of s3://" + location.bucket() + "/" + key + " at " + location.service()
                        + " failed: the bucket does not exist");
    }

    @Override
    public StoreAnswer<Listing> list(String prefix, int max) {
        return attempt("listing", prefix, () -> listed(prefix, max));
    }

    private Listing listed(String prefix, int max) {
        List<StoredObject> objects = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            ListObjectsV2Request.Builder request = ListObjectsV2Request.builder()
                    .bucket(location.bucket())
                    .prefix(prefix)
                    .maxKeys(Math.min(PAGE, max - objects.size()));
            next.ifPresent(request::continuationToken);
            ListObjectsV2Response page = s3.listObjectsV2(request.build());
            page.contents().forEach(object -> objects.add(S3Objects.of(object)));
            next = Boolean.TRUE.equals(page.isTruncated())
                    ? Optional.ofNullable(page.nextContinuationToken())
                    : Optional.empty();
        } while (next.isPresent() && objects.size() < max);
        return new Listing(objects, next.isPresent());
    }

    @Override
    public StoreAnswer<Deleted> delete(String key, Optional<String> ifMatch) {
        return ifMatch.isEmpty() ? deleteNow(key, ifMatch) : head(key).then(object -> deleteSame(object, ifMatch));
    }

    private StoreAnswer<Deleted> deleteSame(StoredObject object, Optional<String> ifMatch) {
        if (!object.etag().equals(ifMatch.orElse(""))) {
            return new Refused<>(
                    Refusal.MISMATCH,
                    "deleting s3://" + location.bucket() + "/" + object.key()
                            + " was not tried: another object took its place (ETag " + object.etag() + ")");
        }
        StoreAnswer<Deleted> answer = deleteNow(object.key(), ifMatch);
        // Few stores know conditional deletes; the look just before is then all the protection there is.
        return answer.isRefused(Refusal.UNSUPPORTED) ? deleteNow(object.key(), Optional.empty()) : answer;
    }

    private StoreAnswer<Deleted> deleteNow(String key, Optional<String> ifMatch) {
        DeleteObjectRequest.Builder request =
                DeleteObjectRequest.builder().bucket(location.bucket()).key(key);
        ifMatch.ifPresent(etag -> request.ifMatch("\"" + etag + "\""));
        return attempt("deleting", key, () -> {
            DeleteObjectResponse response = s3.deleteObject(request.build());
            return new Deleted(1, Boolean.TRUE.equals(response.deleteMarker()) ? 1 : 0, false);
        });
    }

    @Override
    public StoreAnswer<Deleted> deletePrefix(String prefix, int max) {
        return list(prefix, Math.min(max, PAGE))
                .then(listing -> listing.objects().isEmpty()
                        ? new Found<>(new Deleted(0, 0, false))
                        : deleteAll(prefix, listing));
    }

    private StoreAnswer<Deleted> deleteAll(String prefix, Listing listing) {
        StoreAnswer<DeleteObjectsResponse> bulk = attempt("deleting below", prefix, () -> bulkDelete(listing));
        boolean refused = bulk.isRefused(Refusal.UNSUPPORTED) || bulk.isRefused(Refusal.REJECTED);
        return refused ? deleteSingly(listing) : bulk.then(response -> counted(response, listing));
    }

    private DeleteObjectsResponse bulkDelete(Listing listing) {
        List<ObjectIdentifier> keys = listing.objects().stream()
                .map(object -> ObjectIdentifier.builder().key(object.key()).build())
                .toList();
        return s3.deleteObjects(request -> request.bucket(location.bucket()).delete(delete -> delete.objects(keys)));
    }

    private StoreAnswer<Deleted> counted(DeleteObjectsResponse response, Listing listing) {
        for (S3Error error : response.errors()) {
            String code = Optional.ofNullable(error.code()).orElse("");
            if (!code.equals("NoSuchKey")) {
                return failures.ofKey(
                        "deleting", Optional.ofNullable(error.key()).orElse(""), code);
            }
        }
        long markers = response.deleted().stream()
                .map(DeletedObject::deleteMarker)
                .filter(Boolean.TRUE::equals)
                .count();
        return new Found<>(new Deleted(listing.objects().size(), (int) markers, listing.more()));
    }

    private StoreAnswer<Deleted> deleteSingly(Listing listing) {
        StoreAnswer<Deleted> sum = new Found<>(new Deleted(0, 0, listing.more()));
        for (StoredObject object : listing.objects()) {
            sum = sum.then(so -> deleteNow(object.key(), Optional.empty())
                    .map(one -> new Deleted(so.objects() + 1, so.markers() + one.markers(), so.more())));
        }
        return sum;
    }

    @Override
    public StoreAnswer<Transfer> put(String key, Path source, Map<String, String> metadata) {
        return transfers.put(key, source, metadata);
    }

    @Override
    public StoreAnswer<Transfer> get(String key, Path target) {
        return transfers.get(key, target);
    }

    @Override
    public void close() {
        s3.close();
        http.close();
    }

    private <T> StoreAnswer<T> attempt(String action, String key, Supplier<T> call) {
        return failures.attempt(action, key, () -> new Found<>(call.get()));
    }
}
