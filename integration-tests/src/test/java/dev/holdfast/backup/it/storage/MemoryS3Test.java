package dev.holdfast.backup.it.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.engine.storage.Listing;
import dev.holdfast.backup.engine.storage.ObjectStore;
import dev.holdfast.backup.engine.storage.S3StoreOpener;
import dev.holdfast.backup.engine.storage.StoreCredentials;
import dev.holdfast.backup.engine.storage.StoreLocation;
import dev.holdfast.backup.engine.storage.StorePolicy;
import dev.holdfast.backup.engine.storage.StoreTimeouts;
import dev.holdfast.backup.spi.StoreAnswer.Refusal;
import dev.holdfast.backup.spi.StoreUse.Access;
import dev.holdfast.backup.spi.StoreUse.ChosenBy;
import dev.holdfast.backup.spi.StoredObject;
import dev.holdfast.backup.testkit.s3.MemoryS3;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The store in memory answers the engine's client as a real one does. */
class MemoryS3Test {

    private final MemoryS3 s3 = MemoryS3.start("box");

    @AfterEach
    void stop() {
        s3.close();
    }

    private ObjectStore open(String bucket, String accessKey) {
        return new S3StoreOpener(StorePolicy.adminsOnly(), StoreTimeouts.defaults())
                .open(
                        StoreLocation.of(s3.endpoint(), bucket, "a"),
                        StoreCredentials.of(accessKey, "any"),
                        Access.ERASE,
                        ChosenBy.ADMIN)
                .found()
                .orElseThrow();
    }

    private void put(String... keys) {
        for (String key : keys) {
            s3.put(key, "hello".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void tellsSizeAndETagAndForgetsWhatIsDeleted() {
        put("a/x");
        try (ObjectStore store = open("box", MemoryS3.ACCESS_KEY)) {
            StoredObject head = store.head("a/x").found().orElseThrow();

            assertThat(head.sizeBytes()).isEqualTo(5);
            assertThat(head.etag()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
            assertThat(store.delete("a/x", Optional.of(head.etag())).found()).isPresent();
            assertThat(store.head("a/x").isRefused(Refusal.NOT_FOUND)).isTrue();
            assertThat(s3.keys()).isEmpty();
        }
    }

    @Test
    void listsInPagesAndErasesAFolder() {
        put("a/1", "a/2", "a/3/x&y", "ab", "b/1");
        try (ObjectStore store = open("box", MemoryS3.ACCESS_KEY)) {
            Listing page = store.list("a/", 2).found().orElseThrow();
            Listing all = store.list("a/", 10).found().orElseThrow();

            assertThat(page.objects()).extracting(StoredObject::key).containsExactly("a/1", "a/2");
            assertThat(page.more()).isTrue();
            assertThat(all.objects()).extracting(StoredObject::key).containsExactly("a/1", "a/2", "a/3/x&y");
            assertThat(all.more()).isFalse();
            assertThat(store.deletePrefix("a/", 10).found()).isPresent();
            assertThat(s3.keys()).containsExactly("ab", "b/1");
        }
    }

    @Test
    void refusesAnotherKeyAndAnotherBucket() {
        put("a/x");
        try (ObjectStore wrong = open("box", "somebody");
                ObjectStore missing = open("other", MemoryS3.ACCESS_KEY)) {
            assertThat(wrong.list("a/", 1).isRefused(Refusal.DENIED)).isTrue();
            assertThat(missing.list("a/", 1).isRefused(Refusal.NOT_FOUND)).isTrue();
        }
    }
}
