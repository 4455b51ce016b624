package dev.holdfast.backup.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.backup.engine.storage.StoreAnswer.Missing;
import dev.holdfast.backup.engine.storage.StoreOpener.ChosenBy;
import dev.holdfast.backup.testkit.s3.S3Server;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3ObjectStoreTest {

    private static final StoreOpener OPENER = new S3StoreOpener(StorePolicy.platformOnly(), StoreTimeouts.defaults());

    @TempDir
    static Path serverFiles;

    private static S3Server server;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        server = S3Server.start(S3Server.Options.in(serverFiles));
        server.createBucket("box");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static ObjectStore open(StoreLocation location, StoreCredentials credentials) {
        return OPENER.open(location, credentials, ChosenBy.PLATFORM).found().orElseThrow();
    }

    private static ObjectStore open(String prefix) {
        return open(
                StoreLocation.of(server.endpoint(), "box", prefix),
                StoreCredentials.of(server.accessKey(), server.secretKey()));
    }

    private Path file(String content) throws IOException {
        return Files.writeString(Files.createTempFile(directory, "source", ""), content);
    }

    @Test
    void describesWhatItUploaded() throws IOException {
        try (ObjectStore store = open("describes")) {
            Transfer put = store.put("describes/a b/ü&+.sql", file("hello"), Map.of("run", "b1"))
                    .found()
                    .orElseThrow();

            StoredObject head = store.head("describes/a b/ü&+.sql").found().orElseThrow();

            assertThat(put.size()).isEqualTo(5);
            assertThat(put.sha256()).isEqualTo("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
            assertThat(head.size()).isEqualTo(5);
            assertThat(head.etag()).isEqualTo(put.etag()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
            assertThat(head.metadata()).containsEntry("run", "b1").containsEntry("sha256", put.sha256());
            assertThat(head.lockedUntil()).isEmpty();
        }
    }

    @Test
    void bringsBackTheSameBytesInPartsAndWhole() throws IOException {
        try (ObjectStore store = open("bytes")) {
            Path large = directory.resolve("large");
            try (RandomAccessFile sparse = new RandomAccessFile(large.toFile(), "rw")) {
                sparse.setLength(MultipartUpload.PART_BYTES + 12345);
                sparse.seek(MultipartUpload.PART_BYTES - 3);
                sparse.write("across".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
            for (Path source : new Path[] {large, file("small"), file("")}) {
                Transfer put = store.put("bytes/x", source, Map.of()).found().orElseThrow();
                Path target = directory.resolve("target");

                Transfer got = store.get("bytes/x", target).found().orElseThrow();

                assertThat(got).isEqualTo(put);
                assertThat(Files.mismatch(source, target)).isEqualTo(-1);
            }
        }
    }

    @Test
    void refusesADamagedDownloadAndKeepsTheOldFile() throws IOException {
        try (ObjectStore store = open("damaged")) {
            store.put("damaged/x", file("hello"), Map.of());
            Files.writeString(server.fileOf("box", "damaged/x"), "hallo");
            Path target = file("old");

            assertThat(store.get("damaged/x", target)).isInstanceOf(StoreAnswer.Mismatch.class);
            assertThat(target).hasContent("old");
            assertThat(Files.list(directory)).noneMatch(path -> path.toString().endsWith(".part"));
        }
    }

    @Test
    void tellsALocalFileErrorFromAStoresAnswer() {
        try (ObjectStore store = open("local")) {
            assertThatThrownBy(() -> store.put("local/x", directory.resolve("missing"), Map.of()))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("missing");
        }
    }

    @Test
    void listsInKeyOrderAcrossPagesAndSaysWhenThereIsMore() throws IOException {
        try (ObjectStore store = open("list")) {
            for (String name : new String[] {"b", "a", "c"}) {
                store.put("list/" + name, file(name), Map.of());
            }

            Listing two = store.list("list/", 2).found().orElseThrow();
            Listing all = store.list("list/", 5).found().orElseThrow();

            assertThat(two.objects()).extracting(StoredObject::key).containsExactly("list/a", "list/b");
            assertThat(two.more()).isTrue();
            assertThat(all.objects())
                    .extracting(StoredObject::key, StoredObject::size)
                    .hasSize(3);
            assertThat(all.more()).isFalse();
            assertThat(store.list("list/none/", 5).found().orElseThrow().objects())
                    .isEmpty();
        }
    }

    @Test
    void deletesOnlyTheObjectThatWasMeant() throws IOException {
        try (ObjectStore store = open("delete")) {
            Transfer first =
                    store.put("delete/x", file("one"), Map.of()).found().orElseThrow();
            Transfer second =
                    store.put("delete/x", file("two"), Map.of()).found().orElseThrow();

            assertThat(store.delete("delete/x", Optional.of(first.etag()))).isInstanceOf(StoreAnswer.Mismatch.class);
            assertThat(store.delete("delete/x", Optional.of(second.etag())))
                    .isEqualTo(new StoreAnswer.Ok<>(new Deleted(1, 0, false)));
            assertThat(store.delete("delete/x", Optional.of(second.etag()))).isInstanceOf(StoreAnswer.NotFound.class);
            assertThat(store.delete("delete/x", Optional.empty())).isInstanceOf(StoreAnswer.Ok.class);
        }
    }

    @Test
    void deletesAFolderInStepsAndSparesItsNeighbour() throws IOException {
        try (ObjectStore store = open("folder")) {
            for (String key : new String[] {"b1/a", "b1/b", "b1/c/d", "b10/a"}) {
                store.put("folder/" + key, file(key), Map.of());
            }

            assertThat(store.deletePrefix("folder/b1/", 2).found()).contains(new Deleted(2, 0, true));
            assertThat(store.deletePrefix("folder/b1/", 2).found()).contains(new Deleted(1, 0, false));
            assertThat(store.deletePrefix("folder/b1/", 2).found()).contains(new Deleted(0, 0, false));
            assertThat(store.head("folder/b10/a")).isInstanceOf(StoreAnswer.Ok.class);
        }
    }

    @Test
    void tellsAMissingBucketFromAMissingObject() {
        StoreCredentials credentials = StoreCredentials.of(server.accessKey(), server.secretKey());
        try (ObjectStore store = open("missing");
                ObjectStore nowhere = open(StoreLocation.of(server.endpoint(), "nowhere", ""), credentials)) {
            assertThat(missing(store.head("missing/x"))).contains(Missing.OBJECT);
            assertThat(missing(store.get("missing/x", directory.resolve("x")))).contains(Missing.OBJECT);
            assertThat(missing(nowhere.head("x"))).contains(Missing.BUCKET);
            assertThat(missing(nowhere.list("", 1))).contains(Missing.BUCKET);
        }
    }

    private static Optional<Missing> missing(StoreAnswer<?> answer) {
        return answer instanceof StoreAnswer.NotFound<?> notFound ? Optional.of(notFound.what()) : Optional.empty();
    }

    @Test
    void isDeniedWithWrongKeys() {
        StoreLocation location = StoreLocation.of(server.endpoint(), "box", "denied");
        try (ObjectStore wrongSecret = open(location, StoreCredentials.of(server.accessKey(), "hidden-word"));
                ObjectStore wrongKey = open(location, StoreCredentials.of("hidden-word", "hidden-word"))) {
            for (ObjectStore store : new ObjectStore[] {wrongSecret, wrongKey}) {
                StoreAnswer<Listing> answer = store.list("denied/", 1);

                assertThat(answer).isInstanceOf(StoreAnswer.Denied.class);
                assertThat(answer.toString()).doesNotContain("hidden-word");
            }
        }
    }

    @Test
    void isUnreachableAtAClosedPort() throws IOException {
        int port;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        try (ObjectStore store =
                open(StoreLocation.of("http://127.0.0.1:" + port, "box", ""), StoreCredentials.of("a", "b"))) {
            assertThat(store.head("x")).isInstanceOf(StoreAnswer.Unreachable.class);
        }
    }

    @Test
    void makesNoRequestOutsideItsPrefix() throws IOException {
        try (ObjectStore whole = open("");
                ObjectStore store = open("inside")) {
            whole.put("insider/x", file("kept"), Map.of());

            assertThat(store.head("insider/x")).isInstanceOf(StoreAnswer.ForbiddenByPolicy.class);
            assertThat(store.list("inside", 1)).isInstanceOf(StoreAnswer.ForbiddenByPolicy.class);
            assertThat(store.delete("inside/../insider/x", Optional.empty()))
                    .isInstanceOf(StoreAnswer.ForbiddenByPolicy.class);
            assertThat(store.deletePrefix("insider/", 1)).isInstanceOf(StoreAnswer.ForbiddenByPolicy.class);
            assertThat(store.put("insider/x", file("new"), Map.of())).isInstanceOf(StoreAnswer.ForbiddenByPolicy.class);
            assertThat(store.get("insider/x", directory.resolve("x")))
                    .isInstanceOf(StoreAnswer.ForbiddenByPolicy.class);
            assertThat(whole.deletePrefix("", 1)).isInstanceOf(StoreAnswer.ForbiddenByPolicy.class);
            assertThat(whole.head("insider/x")).isInstanceOf(StoreAnswer.Ok.class);
        }
    }

    @Test
    void keepsTenantsFromInternalAddresses() {
        StoreOpener everywhere = new S3StoreOpener(StorePolicy.allowing(any -> true), StoreTimeouts.defaults());
        StoreLocation location = StoreLocation.of(server.endpoint(), "box", "");
        StoreCredentials credentials = StoreCredentials.of(server.accessKey(), server.secretKey());

        assertThat(OPENER.open(location, credentials, ChosenBy.TENANT))
                .isInstanceOf(StoreAnswer.ForbiddenByPolicy.class);
        try (ObjectStore store =
                everywhere.open(location, credentials, ChosenBy.TENANT).found().orElseThrow()) {
            assertThat(store.list("", 1)).isInstanceOf(StoreAnswer.ForbiddenByPolicy.class);
        }
    }

    @Test
    void worksWithEagerChecksums() throws IOException {
        StoreLocation plain = StoreLocation.of(server.endpoint(), "box", "eager");
        StoreLocation eager = new StoreLocation(
                plain.endpoint(), "box", "eager", "", true, ChecksumMode.WHEN_SUPPORTED, Optional.empty());
        try (ObjectStore store = open(eager, StoreCredentials.of(server.accessKey(), server.secretKey()))) {
            assertThat(store.put("eager/x", file("hello"), Map.of())).isInstanceOf(StoreAnswer.Ok.class);
            assertThat(store.get("eager/x", directory.resolve("x"))).isInstanceOf(StoreAnswer.Ok.class);
            assertThat(store.deletePrefix("eager/", 10).found()).contains(new Deleted(1, 0, false));
        }
    }
}
