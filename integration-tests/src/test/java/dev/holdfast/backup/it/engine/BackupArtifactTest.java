package dev.holdfast.backup.it.engine;

import static dev.holdfast.backup.it.engine.World.condition;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.engine.storage.ObjectStore;
import dev.holdfast.backup.engine.storage.S3StoreOpener;
import dev.holdfast.backup.engine.storage.StoreCredentials;
import dev.holdfast.backup.engine.storage.StoreLocation;
import dev.holdfast.backup.engine.storage.StorePolicy;
import dev.holdfast.backup.engine.storage.StoreTimeouts;
import dev.holdfast.backup.spi.StoreUse.Access;
import dev.holdfast.backup.spi.StoreUse.ChosenBy;
import dev.holdfast.backup.testkit.s3.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Artifacts in a store that the strategy declares: looked at after the pod, erased when the run fails. */
class BackupArtifactTest {

    @TempDir
    static Path files;

    private static S3Server server;

    @BeforeAll
    static void startServer() {
        server = S3Server.start(S3Server.Options.in(files));
        server.createBucket("box");
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    /** Each test has an application, and so a folder, of its own. */
    private static World platform(String application, String more) {
        World world = World.start();
        world.apply(Manifests.application(application));
        world.apply(Manifests.backupClass());
        world.apply(Manifests.strategy("store.backups.cozystack.io/endpoint: '" + server.endpoint()
                + "', store.backups.cozystack.io/bucket: box, store.backups.cozystack.io/secretName: store,"
                + " store.backups.cozystack.io/prefix: '{{ .Release.Namespace }}/{{ .Release.Name }}',"
                + " backups.cozystack.io/artifact-uri-template:"
                + " 's3://box/{{ .Release.Namespace }}/{{ .Release.Name }}/{{ .BackupName }}.tar'" + more));
        world.apply(Backups.secret("store", "accessKey: " + server.accessKey() + ", secretKey: " + server.secretKey()));
        return world;
    }

    private static void backUp(World world, String name, String application) {
        world.apply(Manifests.backupJob(name).replace("name: db}", "name: " + application + "}"));
    }

    private static ObjectStore store(Access access) {
        StoreLocation location = StoreLocation.of(server.endpoint(), "box", "tenant-a");
        StoreCredentials keys = StoreCredentials.of(server.accessKey(), server.secretKey());
        return new S3StoreOpener(StorePolicy.adminsOnly(), StoreTimeouts.defaults())
                .open(location, keys, access, ChosenBy.ADMIN)
                .found()
                .orElseThrow();
    }

    private static void upload(String key, String content) throws IOException {
        Path file = Files.writeString(Files.createTempFile(files, "upload", ""), content);
        try (ObjectStore store = store(Access.WRITE)) {
            store.put(key, file, Map.of()).found().orElseThrow();
        }
    }

    private static boolean exists(String key) {
        try (ObjectStore store = store(Access.READ)) {
            return store.head(key).found().isPresent();
        }
    }

    @Test
    void recordsWhatItSawInTheStoreNotWhatThePodSaid() throws IOException {
        try (World world = platform("seen", "")) {
            upload("tenant-a/seen/b1.tar", "twelve bytes");
            backUp(world, "b1", "seen");
            world.podSucceeds(
                    "b1-backup",
                    "{\"kind\":\"RunResult\",\"artifact\":{\"uri\":\"s3://box/tenant-a/seen/b1.tar\",\"sizeBytes\":7}}");
            world.awaitPhase("BackupJob", "b1", "Succeeded");
            JsonNode backup = world.get("Backup", "b1");
            assertThat(condition(backup, "ArtifactIdentified").path("reason").asText())
                    .isEqualTo("Seen");
            assertThat(condition(backup, "ArtifactIdentified").path("status").asText())
                    .isEqualTo("True");
            assertThat(backup.at("/status/artifact/uri").asText()).isEqualTo("s3://box/tenant-a/seen/b1.tar");
            assertThat(backup.at("/status/artifact/sizeBytes").asLong()).isEqualTo(12);
        }
    }

    @Test
    void failsWhenThePodSaysItIsDoneButTheStoreHasNothing() {
        try (World world = platform("missing", "")) {
            backUp(world, "b1", "missing");
            world.podSucceeds("b1-backup", "");
            assertThat(Backups.failure(world, "b1", "ArtifactMissing"))
                    .contains("s3://box/tenant-a/missing/b1.tar", "not in the store");
        }
    }

    @Test
    void erasesWhatAFailedRunLeftAndNothingElse() throws IOException {
        try (World world = platform("failed", ", job.backups.cozystack.io/backoff-limit: '0'")) {
            upload("tenant-a/failed/b1.tar", "half of it");
            upload("tenant-a/failed/b0.tar", "of another run");
            backUp(world, "b1", "failed");
            world.podFails("b1-backup", 1, "connection reset");
            Backups.failure(world, "b1", "BackoffLimitExceeded");
            assertThat(exists("tenant-a/failed/b1.tar")).isFalse();
            assertThat(exists("tenant-a/failed/b0.tar")).isTrue();
        }
    }

    @Test
    void erasesWhatACancelledRunLeft() throws IOException {
        try (World world = platform("cancelled", "")) {
            upload("tenant-a/cancelled/b1.tar", "half of it");
            backUp(world, "b1", "cancelled");
            world.podRuns("b1-backup");
            assertThat(world.engine().operations().cancelBackup(World.NS, "b1")).isTrue();
            Backups.failure(world, "b1", "Cancelled");
            assertThat(exists("tenant-a/cancelled/b1.tar")).isFalse();
        }
    }

    @Test
    void waitsForTheCredentialsOfTheStore() throws IOException {
        try (World world = platform("denied", "")) {
            world.delete("Secret", "store");
            upload("tenant-a/denied/b1.tar", "twelve bytes");
            backUp(world, "b1", "denied");
            world.podSucceeds("b1-backup", "");
            world.awaitReason("BackupJob", "b1", "StoreDenied");
            assertThat(Backups.recorded(world)).isEmpty();
            JsonNode job = world.get("BackupJob", "b1");
            assertThat(condition(job, "Ready").path("message").asText())
                    .contains("cannot be seen", "Secret tenant-a/store does not exist");
        }
    }
}
