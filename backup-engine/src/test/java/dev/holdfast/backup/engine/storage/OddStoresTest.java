package dev.holdfast.backup.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.engine.storage.ScriptedStore.Asked;
import dev.holdfast.backup.engine.storage.ScriptedStore.Reply;
import dev.holdfast.backup.spi.StoreAnswer;
import dev.holdfast.backup.spi.StoreAnswer.Refusal;
import dev.holdfast.backup.spi.StoreUse.Access;
import dev.holdfast.backup.spi.StoreUse.ChosenBy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores that lack features, answer nonsense or do not answer. */
class OddStoresTest {

    private static final String TOKEN = "HiddenSessionToken";
    private static final StoreTimeouts SHORT = new StoreTimeouts(
            Duration.ofSeconds(1),
            Duration.ofMillis(300),
            Duration.ofMillis(900),
            Duration.ofSeconds(2),
            Duration.ofSeconds(1));
    private static final String TWO_KEYS =
            """
            <ListBucketResult><IsTruncated>false</IsTruncated>
            <Contents><Key>a/1</Key><Size>1</Size></Contents><Contents><Key>a/2</Key><Size>1</Size></Contents>
            </ListBucketResult>""";

    @TempDir
    Path directory;

    private static ObjectStore open(ScriptedStore server) {
        return open(server, StoreTimeouts.defaults(), Access.ERASE);
    }

    private static ObjectStore open(ScriptedStore server, StoreTimeouts timeouts, Access access) {
        return new S3StoreOpener(StorePolicy.adminsOnly(), timeouts)
                .open(
                        StoreLocation.of(server.endpoint(), "box", ""),
                        new StoreCredentials("HiddenAccess", "HiddenSecret", Optional.of(TOKEN)),
                        access,
                        ChosenBy.ADMIN)
                .found()
                .orElseThrow();
    }

    @Test
    void deletesSinglyWhereBulkDeletesAreRefused() {
        Function<Asked, Reply> script = request -> switch (request.method()) {
            case "GET" -> Reply.of(200, TWO_KEYS);
            case "POST" -> Reply.of(400, "<Error><Code>MalformedXML</Code></Error>");
            default -> Reply.of(204, "");
        };
        try (ScriptedStore server = new ScriptedStore(script);
                ObjectStore store = open(server)) {
            assertThat(store.deletePrefix("a/", 10).found()).contains(new Deleted(2, 0, false));
            assertThat(server.lines()).contains("DELETE /box/a/1", "DELETE /box/a/2");
        }
    }

    @Test
    void sendsTheMd5ThatOlderStoresDemandOfBulkDeletes() {
        Function<Asked, Reply> script =
                request -> Reply.of(200, request.method().equals("GET") ? TWO_KEYS : "<DeleteResult/>");
        try (ScriptedStore server = new ScriptedStore(script);
                ObjectStore store = open(server)) {
            store.deletePrefix("a/", 10);

            assertThat(server.asked().get(1).header("Content-md5")).isNotEmpty();
            assertThat(server.asked().get(1).header("X-amz-security-token")).isEqualTo(TOKEN);
        }
    }

    @Test
    void reportsAKeyThatABulkDeleteLeft() {
        String locked = "<DeleteResult><Error><Key>a/2</Key><Code>AccessDenied</Code><Message>" + TOKEN
                + "</Message></Error></DeleteResult>";
        Function<Asked, Reply> script =
                request -> Reply.of(200, request.method().equals("GET") ? TWO_KEYS : locked);
        try (ScriptedStore server = new ScriptedStore(script);
                ObjectStore store = open(server)) {
            assertThat(store.deletePrefix("a/", 10))
                    .matches(a -> a.isRefused(Refusal.DENIED))
                    .asString()
                    .contains("a/2")
                    .doesNotContain(TOKEN);
        }
    }

    @Test
    void saysWhenOnlyADeleteMarkerWasSet() {
        Function<Asked, Reply> script = request -> new Reply(204, Map.of("x-amz-delete-marker", "true"), "");
        try (ScriptedStore server = new ScriptedStore(script);
                ObjectStore store = open(server)) {
            assertThat(store.delete("a", Optional.empty()).found()).contains(new Deleted(1, 1, false));
        }
    }

    @Test
    void deletesAfterALookWhereConditionalDeletesAreUnknown() {
        Function<Asked, Reply> script = request -> request.method().equals("HEAD")
                ? new Reply(200, Map.of("ETag", "\"e1\""), "")
                : Reply.of(request.header("If-match").isEmpty() ? 204 : 501, "");
        try (ScriptedStore server = new ScriptedStore(script);
                ObjectStore store = open(server)) {
            assertThat(store.delete("a", Optional.of("e1"))).isInstanceOf(StoreAnswer.Found.class);
            assertThat(server.lines()).endsWith("DELETE /box/a", "DELETE /box/a");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=, '', 2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
        "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=-3, '', ''",
        "'', ABCDABCDABCDABCDABCDABCDABCDABCDABCDABCDABCDABCDABCDABCDABCDABCD,"
                + " abcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcd",
        "'', somewhere else, ''",
        "'', '', ''"
    })
    void tellsTheDigestOfAllBytesOnly(String told, String recorded, String expected) {
        Map<String, String> headers = new HashMap<>(Map.of("x-amz-checksum-crc32", "NhCmhg=="));
        if (!told.isEmpty()) {
            headers.put("x-amz-checksum-sha256", told);
        }
        if (!recorded.isEmpty()) {
            headers.put("x-amz-meta-sha256", recorded);
        }
        try (ScriptedStore server = new ScriptedStore(request -> new Reply(200, headers, ""));
                ObjectStore store = open(server)) {
            assertThat(store.head("a").found().orElseThrow().checksum())
                    .isEqualTo(expected.isEmpty() ? Optional.empty() : Optional.of("sha256:" + expected));
        }
    }

    @Test
    @Timeout(30)
    void givesUpOnAStoreThatDoesNotAnswer() {
        CountDownLatch never = new CountDownLatch(1);
        Function<Asked, Reply> script = request -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Reply.of(200, "");
        };
        try (ScriptedStore server = new ScriptedStore(script);
                ObjectStore store = open(server, SHORT, Access.READ)) {
            assertThat(store.head("a"))
                    .matches(a -> a.isRefused(Refusal.UNREACHABLE))
                    .asString()
                    .contains("in time");
        }
    }

    @Test
    void rejectsAnEndpointThatIsNoS3Service() {
        try (ScriptedStore server = new ScriptedStore(request -> Reply.of(200, "<html><p>Welcome " + TOKEN));
                ObjectStore store = open(server)) {
            assertThat(store.list("", 1))
                    .matches(a -> a.isRefused(Refusal.REJECTED))
                    .asString()
                    .doesNotContain(TOKEN);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 409, 412, 501})
    void repeatsNothingThatAStoreEchoes(int status) throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "hello");
        Function<Asked, Reply> script = request -> new Reply(
                status,
                Map.of("x-amz-request-id", TOKEN, "x-amz-id-2", "HiddenAccess"),
                "<Error><Code>" + TOKEN + "</Code><Message>HiddenAccess HiddenSecret</Message></Error>");
        try (ScriptedStore server = new ScriptedStore(script);
                ObjectStore store = open(server);
                ObjectStore writer = open(server, StoreTimeouts.defaults(), Access.WRITE)) {
            for (StoreAnswer<?> answer : new StoreAnswer<?>[] {
                writer.put("a", file, Map.of()),
                store.head("a"),
                store.list("", 1),
                store.delete("a", Optional.empty()),
                store.deletePrefix("a/", 1),
                store.get("a", directory.resolve("target"))
            }) {
                assertThat(answer.found()).isEmpty();
                assertThat(answer.toString()).doesNotContain("Hidden");
            }
        }
    }
}
