package dev.holdfast.backup.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.spi.StoreAnswer;
import dev.holdfast.backup.spi.StoreAnswer.Refusal;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3FailuresTest {

    private static final String MARK = "MarkedSecret";
    private final S3Failures failures = new S3Failures(
            StoreLocation.of("http://store:9000", "box", ""),
            new StoreCredentials("access" + MARK, "secret" + MARK, Optional.of("token" + MARK)));

    @ParameterizedTest
    @CsvSource({
        "404, NoSuchBucket, NOT_FOUND",
        "404, NoSuchKey, NOT_FOUND",
        "404, '', NOT_FOUND",
        "403, AccessDenied, DENIED",
        "403, SignatureDoesNotMatch, DENIED",
        "403, InvalidAccessKeyId, DENIED",
        "403, RequestTimeTooSkewed, DENIED",
        "403, '', DENIED",
        "401, '', DENIED",
        "400, ExpiredToken, DENIED",
        "400, RequestTimeout, UNREACHABLE",
        "408, '', UNREACHABLE",
        "409, OperationAborted, UNREACHABLE",
        "429, '', UNREACHABLE",
        "500, InternalError, UNREACHABLE",
        "502, '', UNREACHABLE",
        "503, SlowDown, UNREACHABLE",
        "504, '', UNREACHABLE",
        "599, '', UNREACHABLE",
        "409, ConditionalRequestConflict, MISMATCH",
        "412, PreconditionFailed, MISMATCH",
        "405, MethodNotAllowed, UNSUPPORTED",
        "501, NotImplemented, UNSUPPORTED",
        "301, PermanentRedirect, REJECTED",
        "307, TemporaryRedirect, REJECTED",
        "400, AuthorizationHeaderMalformed, REJECTED",
        "400, '', REJECTED",
        "416, InvalidRange, REJECTED",
        "200, '', REJECTED",
    })
    void answersEveryStatusAndCode(int status, String code, Refusal kind) {
        StoreAnswer<String> answer = failures.answer("reading", "a/b", service(status, code));

        assertThat(answer).matches(a -> a.isRefused(kind));
        assertThat(answer.toString()).contains("s3://box/a/b", "http://store:9000", code);
    }

    @Test
    void tellsAMissingBucketFromAMissingObject() {
        assertThat(failures.<String>answer("reading", "a", service(404, "NoSuchBucket")))
                .asString()
                .contains("the bucket does not exist");
        assertThat(failures.<String>answer("reading", "a", service(404, "NoSuchKey")))
                .asString()
                .contains("the object does not exist");
    }

    static Stream<Arguments> causes() {
        return Stream.of(
                Arguments.of(client(new UnknownHostException(MARK)), Refusal.UNREACHABLE, "host name is unknown"),
                Arguments.of(client(new ConnectException(MARK)), Refusal.UNREACHABLE, "refused"),
                Arguments.of(client(new SocketTimeoutException(MARK)), Refusal.UNREACHABLE, "broke"),
                Arguments.of(client(new IOException(MARK)), Refusal.UNREACHABLE, "broke"),
                Arguments.of(client(new SSLHandshakeException(MARK)), Refusal.UNREACHABLE, "TLS"),
                Arguments.of(ApiCallTimeoutException.create(5), Refusal.UNREACHABLE, "in time"),
                Arguments.of(
                        client(new PolicedResolver.RefusedAddressException("internal")),
                        Refusal.FORBIDDEN_BY_POLICY,
                        "internal"),
                Arguments.of(client(new IllegalStateException(MARK)), Refusal.REJECTED, "endpoint"),
                Arguments.of(new IllegalArgumentException(MARK), Refusal.REJECTED, "endpoint"));
    }

    @ParameterizedTest
    @MethodSource("causes")
    void answersEveryKindOfClientFailure(RuntimeException thrown, Refusal kind, String part) {
        StoreAnswer<String> answer = failures.answer("reading", "a/b", thrown);

        assertThat(answer).matches(a -> a.isRefused(kind));
        assertThat(answer.toString()).contains(part).doesNotContain(MARK);
    }

    @ParameterizedTest
    @CsvSource({"400", "401", "403", "404", "405", "409", "412", "500", "501", "503"})
    void repeatsNoSecretThatAStoreEchoes(int status) {
        for (String echoed : new String[] {"access" + MARK, "secret" + MARK, "xtoken" + MARK, "<b>" + MARK + "</b>"}) {
            assertThat(failures.<String>answer("reading", "a", service(status, echoed)))
                    .asString()
                    .doesNotContain(MARK);
            assertThat(failures.<String>ofKey("deleting", "a", echoed))
                    .asString()
                    .doesNotContain(MARK);
        }
    }

    private static RuntimeException service(int status, String code) {
        return S3Exception.builder()
                .statusCode(status)
                .message(MARK)
                .requestId(MARK)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(MARK)
                        .build())
                .build();
    }

    private static RuntimeException client(Exception cause) {
        return SdkClientException.create(MARK, cause);
    }
}
