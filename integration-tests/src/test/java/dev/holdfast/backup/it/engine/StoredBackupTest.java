package dev.holdfast.backup.it.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.driver.job.JobDriver;
import dev.holdfast.backup.engine.EngineOptions;
import dev.holdfast.backup.testkit.s3.S3Server;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
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
        return stored(bucket, o -> o);
    }

    private static World stored(String bucket, UnaryOperator<EngineOptions> options) {
        World world = World.with(options, List.of(new JobDriver()));
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

    private static JsonNode awaitPresent(World world, String value) {
        JsonNode backup = world.await("Backup", "b1", o -> World.condition(o, "ArtifactPresent")
                .path("status")
                .asText()
                .equals(value));
        return World.condition(backup, "ArtifactPresent");
    }

    @Test
    void isMissedWhenItsDataIsGoneAndFoundWhenItIsBack() throws IOException {
        try (World world = stored(
                "looked-at",
                o -> o.withLooks(l -> new EngineOptions.Looks(Duration.ofSeconds(2), Duration.ofMillis(100))))) {
            assertThat(World.condition(world.get("Backup", "b1"), "ArtifactPresent")
                            .path("status")
                            .asText())
                    .isEqualTo("True");

            Files.delete(server.fileOf("looked-at", "tenant-a/db/1.tar"));
            JsonNode gone = awaitPresent(world, "False");
            assertThat(gone.path("reason").asText()).isEqualTo("ArtifactMissing");
            assertThat(gone.path("message").asText()).contains("s3://looked-at/tenant-a/db/1.tar");

            put("looked-at", "tenant-a/db/1.tar", "content");
            assertThat(awaitPresent(world, "True").path("message").asText()).contains("with 7 bytes");

            put("looked-at", "tenant-a/db/1.tar", "other content");
            assertThat(awaitPresent(world, "False").path("reason").asText()).isEqualTo("ArtifactChanged");

            world.delete("Secret", "store-keys");
            assertThat(awaitPresent(world, "Unknown").path("reason").asText()).isEqualTo("StoreDenied");
        }
    }

    @Test
    void isNotRestoredFromAStoreThatHasLostItsData() throws IOException {
        try (World world = stored("lost")) {
            Files.delete(server.fileOf("lost", "tenant-a/db/1.tar"));
            Scenes.restore(world, "r1");
            JsonNode job = world.awaitPhase("RestoreJob", "r1", "Failed");
            assertThat(Scenes.reason(job)).isEqualTo("ArtifactMissing");
            assertThat(Scenes.message(job)).contains("Backup tenant-a/b1", "s3://lost/tenant-a/db/1.tar");
            assertThat(Scenes.journals(world)).isEmpty();

            put("lost", "tenant-a/db/1.tar", "content");
            Scenes.restore(world, "r2");
            world.podSucceeds("r2-restore", "");
            world.awaitPhase("RestoreJob", "r2", "Succeeded");
        }
    }

    private static JsonNode awaitVerified(World world, String value) {
        return world.await(
                "Backup",
                "b1",
                o -> World.condition(o, "Verified").path("status").asText().equals(value));
    }
}
