package dev.holdfast.backup.engine.storage;

import dev.holdfast.backup.spi.StoreAnswer;
import dev.holdfast.backup.spi.StoreAnswer.Refusal;
import dev.holdfast.backup.spi.StoreAnswer.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Turns what the SDK throws into answers. Texts are our own: of the store's answer only the status and a plain error
 * code are repeated, because messages of stores and of the SDK can echo what was sent.
 */
final class S3Failures {

    private static final Set<String> WRONG_KEYS = Set.of(
            "ExpiredToken",
            "InvalidToken",
            "TokenRefreshRequired",
            "InvalidAccessKeyId",
            "SignatureDoesNotMatch",
            "AccessDenied",
            "InvalidSecurity");
    private static final Set<String> LATER = Set.of(
            "SlowDown",
            "Throttling",
            "ThrottlingException",
            "RequestTimeout",
            "RequestThrottled",
            "InternalError",
            "ServiceUnavailable",
            "OperationAborted",
            "BandwidthLimitExceeded");
    private static final Set<String> CHANGED = Set.of("PreconditionFailed", "ConditionalRequestConflict");
    private static final Set<String> NOT_OFFERED = Set.of("NotImplemented", "MethodNotAllowed");
    private static final Set<String> NO_OBJECT = Set.of("NoSuchKey", "NoSuchVersion", "NotFound");
    private static final Pattern PLAIN_CODE = Pattern.compile("[A-Za-z0-9.]{1,50}");

    private final StoreLocation location;
    private final StoreCredentials credentials;

    S3Failures(StoreLocation location, StoreCredentials credentials) {
        this.location = location;
        this.credentials = credentials;
    }

    /**
     * Makes a call and answers its value or what went wrong.
     *
     * @throws UncheckedIOException when a local file failed, which is nothing the store answered
     */
    <T> StoreAnswer<T> attempt(String action, String key, Supplier<StoreAnswer<T>> call) {
        try {
            return call.get();
        } catch (SdkException | IllegalArgumentException | PolicedResolver.RefusedAddressException e) {
            Optional<UncheckedIOException> local = cause(e, UncheckedIOException.class);
            if (local.isPresent()) {
                throw local.get();
            }
            return answer(action, key, e);
        }
    }

    /**
     * The answer for an exception of the SDK.
     *
     * @param action what was tried, for example {@code "reading"}
     * @param key the key or prefix it was tried on
     */
    <T> StoreAnswer<T> answer(String action, String key, RuntimeException thrown) {
        String what = action + " s3://" + location.bucket() + "/" + key + " at " + location.service();
        if (thrown instanceof AwsServiceException service) {
            AwsErrorDetails details = service.awsErrorDetails();
            String code = details == null || details.errorCode() == null ? "" : details.errorCode();
            return byStatus(what, service.statusCode(), code);
        }
        return byCause(what, thrown);
    }

    /** The answer for an error the store reports for one key of a bulk request. */
    <T> StoreAnswer<T> ofKey(String action, String key, String code) {
        return byStatus(action + " s3://" + location.bucket() + "/" + key + " at " + location.service(), 0, code);
    }

    private <T> StoreAnswer<T> byStatus(String what, int status, String code) {
        String why = what + " failed with " + shown(status, code);
        if (code.equals("NoSuchBucket")) {
            return new Refused<>(Refusal.NOT_FOUND, why + ": the bucket does not exist");
        }
        if (NO_OBJECT.contains(code) || status == 404) {
            return new Refused<>(Refusal.NOT_FOUND, why + ": the object does not exist");
        }
        if (LATER.contains(code) || status == 408 || status == 429) {
            return new Refused<>(Refusal.UNREACHABLE, why + ": the store asks to try later");
        }
        if (CHANGED.contains(code) || status == 412) {
            return new Refused<>(Refusal.MISMATCH, why + ": the object is not the one expected any more");
        }
        if (NOT_OFFERED.contains(code) || status == 501 || status == 405) {
            return new Refused<>(Refusal.UNSUPPORTED, why + ": the store does not offer this operation");
        }
        if (code.equals("RequestTimeTooSkewed")) {
            return new Refused<>(Refusal.DENIED, why + ": the clocks of the engine and the store differ too much");
        }
        if (WRONG_KEYS.contains(code) || status == 401 || status == 403) {
            return new Refused<>(Refusal.DENIED, why + ": check the credentials, their rights and locks on the object");
        }
        return status >= 500
                ? new Refused<>(Refusal.UNREACHABLE, why + ": the store has a problem of its own")
                : new Refused<>(
                        Refusal.REJECTED,
                        why + ": check endpoint, region " + location.region() + " and path style of the store");
    }

    private <T> StoreAnswer<T> byCause(String what, RuntimeException thrown) {
        Optional<PolicedResolver.RefusedAddressException> refused =
                cause(thrown, PolicedResolver.RefusedAddressException.class);
        if (refused.isPresent()) {
            return new Refused<>(
                    Refusal.FORBIDDEN_BY_POLICY,
                    what + " was not tried: " + refused.get().getMessage());
        }
        if (cause(thrown, SSLException.class).isPresent()) {
            return new Refused<>(
                    Refusal.UNREACHABLE,
                    what
                            + " failed: no trusted TLS connection; check the CA, the host name in the certificate and whether"
                            + " the endpoint speaks https");
        }
        if (cause(thrown, UnknownHostException.class).isPresent()) {
            return new Refused<>(Refusal.UNREACHABLE, what + " failed: the host name is unknown");
        }
        if (timedOut(thrown)) {
            return new Refused<>(Refusal.UNREACHABLE, what + " failed: no answer in time");
        }
        return cause(thrown, IOException.class).isPresent()
                ? new Refused<>(Refusal.UNREACHABLE, what + " failed: the connection was refused or broke")
                : new Refused<>(
                        Refusal.REJECTED,
                        what + " failed: the request could not be made, or the answer is not one"
                                + " of an S3 service; check the endpoint");
    }

    private static boolean timedOut(RuntimeException thrown) {
        return thrown instanceof ApiCallTimeoutException
                || thrown instanceof ApiCallAttemptTimeoutException
                || thrown instanceof AbortedException;
    }

    private String shown(int status, String code) {
        boolean plain = PLAIN_CODE.matcher(code).matches() && secrets().noneMatch(code::contains);
        String name = plain ? code : code.isEmpty() ? "no error code" : "an unreadable error code";
        return status == 0 ? name : "HTTP " + status + ", " + name;
    }

    private Stream<String> secrets() {
        return Stream.concat(
                Stream.of(credentials.accessKey(), credentials.secretKey()), credentials.sessionToken().stream());
    }

    private static <E extends Throwable> Optional<E> cause(Throwable thrown, Class<E> type) {
        Throwable link = thrown;
        // Bounded, because chains of foreign exceptions may be circular.
        for (int depth = 0; link != null && depth < 16; depth++) {
            if (type.isInstance(link)) {
                return Optional.of(type.cast(link));
            }
            link = link.getCause();
        }
        return Optional.empty();
    }
}
