package dev.holdfast.backup.it.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.testkit.s3.S3Server;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Backups whose data lies in a store that the engine can reach: it is looked at and erased there. */
class StoredBackupTest {

    @TempDir
    static Path serverFiles;

    private static S3Server server;

    @BeforeAll
    static void start() {
        server = S3Server.start(S3Server.Options.in(serverFiles));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String annotations(String bucket) {
        return "store.backups.cozystack.io/endpoint: \"" + server.endpoint() + "\","
                + " store.backups.cozystack.io/bucket: " + bucket + ","
                + " store.backups.cozystack.io/region: us-east-1,"
                + " store.backups.cozystack.io/secretName: store-keys";
    }

    /** A Backup whose data of seven bytes is there, in a bucket of its own. */
    private static World stored(String bucket) {
        World world = World.start();
        server.createBucket(bucket);
        put(bucket, "tenant-a/db/1.tar", "content");
        world.apply(
                """
                apiVersion: v1
                kind: Secret
                metadata: {name: store-keys, namespace: tenant-a}
                stringData: {accessKey: "%s", secretKey: "%s"}
                """
                        .formatted(server.accessKey(), server.secretKey()));
        world.apply(Manifests.application("db"));
        world.apply(Scenes.strategy(annotations(bucket)));
        world.apply(Manifests.backupClass());
        backUp(world, "b1", bucket);
        return world;
    }

    private static void backUp(World world, String name, String bucket) {
        world.apply(Manifests.backupJob(name));
        world.podSucceeds(
                name + "-backup",
                "{\"kind\":\"RunResult\",\"artifact\":{\"uri\":\"s3://" + bucket + "/tenant-a/db/1.tar\"}}");
        world.awaitPhase("BackupJob", name, "Succeeded");
    }

    private static void put(String bucket, String key, String content) {
        try (S3Client s3 = S3Client.builder()
                .endpointOverride(URI.create(server.endpoint()))
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(server.accessKey(), server.secretKey())))
                .build()) {
            s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString(content));
        }
    }

    private static boolean isThere(String bucket) {
        return Files.exists(server.fileOf(bucket, "tenant-a/db/1.tar"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void itsDataIsErasedBeforeItGoes(boolean crash) {
        String bucket = "erased-" + crash;
        try (World world = stored(bucket)) {
            assertThat(World.condition(world.get("Backup", "b1"), "ArtifactIdentified")
                            .path("status")
                            .asText())
                    .isEqualTo("True");
            if (crash) {
                world.stopEngine();
            }
            Scenes.deleteWithData(world, "b1");
            if (crash) {
                world.crash();
            }
            Scenes.awaitGone(world, "Backup", "b1");
            assertThat(isThere(bucket)).isFalse();
            Scenes.awaitNoJournal(world);
        }
    }

    @Test
    void itsDataStaysIfAnotherBackupNamesIt() {
        try (World world = stored("shared")) {
            backUp(world, "b2", "shared");
            Scenes.deleteWithData(world, "b1");
            Scenes.awaitGone(world, "Backup", "b1");
            assertThat(isThere("shared")).isTrue();
            Scenes.deleteWithData(world, "b2");
            Scenes.awaitGone(world, "Backup", "b2");
            assertThat(isThere("shared")).isFalse();
        }
    }

    @Test
    void isVerifiedInTheStoreAndFoundDamaged() throws IOException {
        try (World world = stored("verified")) {
            assertThat(world.engine().operations().verify(World.NS, "b1")).isTrue();
            JsonNode verified = awaitVerified(world, "True");
            assertThat(World.condition(verified, "Verified").path("reason").asText())
                    .isEqualTo("Verified");

            put("verified", "tenant-a/db/1.tar", "other content");
            world.engine().operations().verify(World.NS, "b1");
            JsonNode damaged = awaitVerified(world, "False");
            assertThat(World.condition(damaged, "Verified").path("message").asText())
                    .contains("ArtifactChanged");

            Files.delete(server.fileOf("verified", "tenant-a/db/1.tar"));
            world.engine().operations().verify(World.NS, "b1");
            Scenes.until("found missing", () -> World.condition(world.get("Backup", "b1"), "Verified")
                    .path("message")
                    .asText()
                    .contains("ArtifactMissing"));
        }
    }

    private static JsonNode awaitVerified(World world, String value) {
        return world.await(
                "Backup",
                "b1",
                o -> World.condition(o, "Verified").path("status").asText().equals(value));
    }
}
