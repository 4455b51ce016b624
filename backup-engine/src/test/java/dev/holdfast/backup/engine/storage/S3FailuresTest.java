package dev.holdfast.backup.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;

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
        "404, NoSuchBucket, NotFound",
        "404, NoSuchKey, NotFound",
        "404, '', NotFound",
        "403, AccessDenied, Denied",
        "403, SignatureDoesNotMatch, Denied",
        "403, InvalidAccessKeyId, Denied",
        "403, RequestTimeTooSkewed, Denied",
        "403, '', Denied",
        "401, '', Denied",
        "400, ExpiredToken, Denied",
        "400, RequestTimeout, Unreachable",
        "408, '', Unreachable",
        "409, OperationAborted, Unreachable",
        "429, '', Unreachable",
        "500, InternalError, Unreachable",
        "502, '', Unreachable",
        "503, SlowDown, Unreachable",
        "504, '', Unreachable",
        "599, '', Unreachable",
        "409, ConditionalRequestConflict, Mismatch",
        "412, PreconditionFailed, Mismatch",
        "405, MethodNotAllowed, Unsupported",
        "501, NotImplemented, Unsupported",
        "301, PermanentRedirect, Rejected",
        "307, TemporaryRedirect, Rejected",
        "400, AuthorizationHeaderMalformed, Rejected",
        "400, '', Rejected",
        "416, InvalidRange, Rejected",
        "200, '', Rejected",
    })
    void answersEveryStatusAndCode(int status, String code, String kind) {
        StoreAnswer<String> answer = failures.answer("reading", "a/b", service(status, code));

        assertThat(answer.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(answer.toString()).contains("s3://box/a/b", "http://store:9000", code);
    }

    @Test
    void tellsAMissingBucketFromAMissingObject() {
        assertThat(failures.<String>answer("reading", "a", service(404, "NoSuchBucket")))
                .asString()
                .contains("BUCKET");
        assertThat(failures.<String>answer("reading", "a", service(404, "NoSuchKey")))
                .asString()
                .contains("OBJECT");
    }

    static Stream<Arguments> causes() {
        return Stream.of(
                Arguments.of(client(new UnknownHostException(MARK)), "Unreachable", "host name is unknown"),
                Arguments.of(client(new ConnectException(MARK)), "Unreachable", "refused"),
                Arguments.of(client(new SocketTimeoutException(MARK)), "Unreachable", "broke"),
                Arguments.of(client(new IOException(MARK)), "Unreachable", "broke"),
                Arguments.of(client(new SSLHandshakeException(MARK)), "Unreachable", "TLS"),
                Arguments.of(ApiCallTimeoutException.create(5), "Unreachable", "in time"),
                Arguments.of(
                        client(new PolicedResolver.RefusedAddressException("internal")),
                        "ForbiddenByPolicy",
                        "internal"),
                Arguments.of(client(new IllegalStateException(MARK)), "Rejected", "endpoint"),
                Arguments.of(new IllegalArgumentException(MARK), "Rejected", "endpoint"));
    }

    @ParameterizedTest
    @MethodSource("causes")
    void answersEveryKindOfClientFailure(RuntimeException thrown, String kind, String part) {
        StoreAnswer<String> answer = failures.answer("reading", "a/b", thrown);

        assertThat(answer.getClass().getSimpleName()).isEqualTo(kind);
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
