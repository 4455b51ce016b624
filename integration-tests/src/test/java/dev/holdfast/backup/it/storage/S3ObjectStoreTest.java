package dev.holdfast.backup.it.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.backup.engine.storage.ChecksumMode;
import dev.holdfast.backup.engine.storage.Deleted;
import dev.holdfast.backup.engine.storage.Listing;
import dev.holdfast.backup.engine.storage.ObjectStore;
import dev.holdfast.backup.engine.storage.S3StoreOpener;
import dev.holdfast.backup.engine.storage.StoreCredentials;
import dev.holdfast.backup.engine.storage.StoreLocation;
import dev.holdfast.backup.engine.storage.StoreOpener;
import dev.holdfast.backup.engine.storage.StorePolicy;
import dev.holdfast.backup.engine.storage.StoreTimeouts;
import dev.holdfast.backup.engine.storage.Transfer;
import dev.holdfast.backup.spi.StoreAnswer;
import dev.holdfast.backup.spi.StoreAnswer.Refusal;
import dev.holdfast.backup.spi.StoreUse.Access;
import dev.holdfast.backup.spi.StoreUse.ChosenBy;
import dev.holdfast.backup.spi.StoredObject;
import dev.holdfast.backup.testkit.s3.S3Server;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3ObjectStoreTest {

    private static final StoreOpener OPENER = new S3StoreOpener(StorePolicy.adminsOnly(), StoreTimeouts.defaults());

    /** The most that is uploaded in a single request. */
    private static final long ONE_REQUEST = 64L << 20;

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

    private static ObjectStore open(StoreLocation location, StoreCredentials credentials, Access access) {
        return OPENER.open(location, credentials, access, ChosenBy.ADMIN)
                .found()
                .orElseThrow();
    }

    private static ObjectStore open(StoreLocation location, Access access) {
        return open(location, StoreCredentials.of(server.accessKey(), server.secretKey()), access);
    }

    private static ObjectStore open(String prefix, Access access) {
        return open(StoreLocation.of(server.endpoint(), "box", prefix), access);
    }

    private Path file(String content) throws IOException {
        return Files.writeString(Files.createTempFile(directory, "source", ""), content);
    }

    @Test
    void describesWhatItUploaded() throws IOException {
        try (ObjectStore store = open("describes", Access.WRITE)) {
            Transfer put = store.put("describes/a b/ü&+.sql", file("hello"), Map.of("run", "b1"))
                    .found()
                    .orElseThrow();

            StoredObject head = store.head("describes/a b/ü&+.sql").found().orElseThrow();

            assertThat(put.size()).isEqualTo(5);
            assertThat(put.sha256()).isEqualTo("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
            assertThat(head.sizeBytes()).isEqualTo(5);
            assertThat(head.etag()).isEqualTo(put.etag()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
            assertThat(head.metadata()).containsEntry("run", "b1").containsEntry("sha256", put.sha256());
            assertThat(head.checksum()).contains("sha256:" + put.sha256());
        }
    }

    @Test
    void bringsBackTheSameBytesInPartsAndWhole() throws IOException {
        try (ObjectStore store = open("bytes", Access.WRITE)) {
            Path large = directory.resolve("large");
            try (RandomAccessFile sparse = new RandomAccessFile(large.toFile(), "rw")) {
                sparse.setLength(ONE_REQUEST + 12345);
                sparse.seek(ONE_REQUEST - 3);
                sparse.write("across".getBytes(StandardCharsets.UTF_8));
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
        try (ObjectStore store = open("damaged", Access.WRITE)) {
            store.put("damaged/x", file("hello"), Map.of());
            Files.writeString(server.fileOf("box", "damaged/x"), "hallo");
            Path target = file("old");

            assertThat(store.get("damaged/x", target)).matches(a -> a.isRefused(Refusal.MISMATCH));
            assertThat(target).hasContent("old");
            assertThat(Files.list(directory)).noneMatch(path -> path.toString().endsWith(".part"));
        }
    }

    @Test
    void tellsALocalFileErrorFromAStoresAnswer() {
        try (ObjectStore store = open("local", Access.WRITE)) {
            assertThatThrownBy(() -> store.put("local/x", directory.resolve("missing"), Map.of()))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("missing");
        }
    }

    @Test
    void listsInKeyOrderAcrossPagesAndSaysWhenThereIsMore() throws IOException {
        try (ObjectStore store = open("list", Access.WRITE)) {
            for (String name : new String[] {"b", "a", "c"}) {
                store.put("list/" + name, file(name), Map.of());
            }

            Listing two = store.list("list/", 2).found().orElseThrow();
            Listing all = store.list("list/", 5).found().orElseThrow();

            assertThat(two.objects()).extracting(StoredObject::key).containsExactly("list/a", "list/b");
            assertThat(two.more()).isTrue();
            assertThat(all.objects())
                    .extracting(StoredObject::key, StoredObject::sizeBytes)
                    .hasSize(3);
            assertThat(all.more()).isFalse();
            assertThat(store.list("list/none/", 5).found().orElseThrow().objects())
                    .isEmpty();
        }
    }

    @Test
    void deletesOnlyTheObjectThatWasMeant() throws IOException {
        try (ObjectStore writer = open("delete", Access.WRITE);
                ObjectStore store = open("delete", Access.ERASE)) {
            Transfer first =
                    writer.put("delete/x", file("one"), Map.of()).found().orElseThrow();
            Transfer second =
                    writer.put("delete/x", file("two"), Map.of()).found().orElseThrow();

            assertThat(store.delete("delete/x", Optional.of(first.etag()))).matches(a -> a.isRefused(Refusal.MISMATCH));
            assertThat(store.delete("delete/x", Optional.of(second.etag())))
                    .isEqualTo(new StoreAnswer.Found<>(new Deleted(1, 0, false)));
            assertThat(store.delete("delete/x", Optional.of(second.etag())))
                    .matches(a -> a.isRefused(Refusal.NOT_FOUND));
            assertThat(store.delete("delete/x", Optional.empty())).isInstanceOf(StoreAnswer.Found.class);
        }
    }

    @Test
    void deletesAFolderInStepsAndSparesItsNeighbour() throws IOException {
        try (ObjectStore writer = open("folder", Access.WRITE);
                ObjectStore store = open("folder", Access.ERASE)) {
            for (String key : new String[] {"b1/a", "b1/b", "b1/c/d", "b10/a"}) {
                writer.put("folder/" + key, file(key), Map.of());
            }

            assertThat(store.deletePrefix("folder/b1/", 2).found()).contains(new Deleted(2, 0, true));
            assertThat(store.deletePrefix("folder/b1/", 2).found()).contains(new Deleted(1, 0, false));
            assertThat(store.deletePrefix("folder/b1/", 2).found()).contains(new Deleted(0, 0, false));
            assertThat(store.head("folder/b10/a")).isInstanceOf(StoreAnswer.Found.class);
        }
    }

    @Test
    void tellsAMissingBucketFromAMissingObject() {
        StoreLocation elsewhere = StoreLocation.of(server.endpoint(), "nowhere", "");
        try (ObjectStore store = open("missing", Access.READ);
                ObjectStore nowhere = open(elsewhere, Access.READ)) {
            assertMissing(store.head("missing/x"), "object");
            assertMissing(store.get("missing/x", directory.resolve("x")), "object");
            assertMissing(nowhere.head("x"), "bucket");
            assertMissing(nowhere.list("", 1), "bucket");
        }
    }

    private static void assertMissing(StoreAnswer<?> answer, String what) {
        assertThat(answer)
                .matches(a -> a.isRefused(Refusal.NOT_FOUND))
                .asString()
                .contains("the " + what + " does not exist");
    }

    @Test
    void isDeniedWithWrongKeys() {
        StoreLocation location = StoreLocation.of(server.endpoint(), "box", "denied");
        try (ObjectStore wrongSecret =
                        open(location, StoreCredentials.of(server.accessKey(), "hidden-word"), Access.READ);
                ObjectStore wrongKey = open(location, StoreCredentials.of("hidden-word", "hidden-word"), Access.READ)) {
            for (ObjectStore store : new ObjectStore[] {wrongSecret, wrongKey}) {
                StoreAnswer<Listing> answer = store.list("denied/", 1);

                assertThat(answer).matches(a -> a.isRefused(Refusal.DENIED));
                assertThat(answer.toString()).doesNotContain("hidden-word");
            }
        }
    }

    @Test
    void worksWithEagerChecksums() throws IOException {
        StoreLocation plain = StoreLocation.of(server.endpoint(), "box", "eager");
        StoreLocation eager = new StoreLocation(
                plain.endpoint(), "box", "eager", "", true, ChecksumMode.WHEN_SUPPORTED, Optional.empty());
        try (ObjectStore writer = open(eager, Access.WRITE);
                ObjectStore store = open(eager, Access.ERASE)) {
            assertThat(writer.put("eager/x", file("hello"), Map.of())).isInstanceOf(StoreAnswer.Found.class);
            assertThat(store.get("eager/x", directory.resolve("x"))).isInstanceOf(StoreAnswer.Found.class);
            assertThat(store.deletePrefix("eager/", 10).found()).contains(new Deleted(1, 0, false));
        }
    }
}
