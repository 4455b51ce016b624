package dev.holdfast.backup.it.engine;

import static dev.holdfast.backup.it.engine.World.condition;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** What a pod reports of its artifact, or fails to. */
class BackupResultTest {

    private static final String TEMPLATE =
            "backups.cozystack.io/artifact-uri-template: 's3://b/{{ .Release.Namespace }}/{{ .BackupName }}.tar'";

    private static JsonNode warning(World world, String reason) {
        Backups.until(() -> world.events("b1").contains(reason));
        return Backups.events(world, "b1").stream()
                .filter(e -> e.path("reason").asText().equals(reason))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void recordsABackupOfAPodThatReportsNothing() {
        try (World world = Backups.platform()) {
            world.apply(Manifests.backupJob("b1"));
            world.podSucceeds("b1-backup", "");
            world.awaitPhase("BackupJob", "b1", "Succeeded");
            JsonNode backup = world.get("Backup", "b1");
            assertThat(backup.at("/status/phase").asText()).isEqualTo("Ready");
            assertThat(backup.at("/status/artifact").isMissingNode()).isTrue();
        }
    }

    @Test
    void warnsOfAMalformedResultAndKeepsTheBackup() {
        try (World world = Backups.platform()) {
            world.apply(Manifests.backupJob("b1"));
            world.podSucceeds("b1-backup", "{\"kind\":\"RunResult\",\"artifact\":{\"uri\":7}}");
            world.awaitPhase("BackupJob", "b1", "Succeeded");
            JsonNode event = warning(world, "ResultInvalid");
            assertThat(event.path("type").asText()).isEqualTo("Warning");
            assertThat(event.path("message").asText()).contains("uri");
            assertThat(world.find("Backup", "b1")).isPresent();
        }
    }

    @Test
    void failsWithoutAResultWhereTheStrategyRequiresOne() {
        try (World world = Backups.platform("job.backups.cozystack.io/result: required")) {
            world.apply(Manifests.backupJob("b1"));
            world.apply(Manifests.backupJob("b2"));
            world.podSucceeds("b1-backup", "");
            world.podSucceeds("b2-backup", "{\"kind\":\"RunResult\",\"artifact\":{\"sizeBytes\":-1}}");
            assertThat(Backups.failure(world, "b1", "ResultInvalid")).contains("reported no RunResult");
            assertThat(Backups.failure(world, "b2", "ResultInvalid")).contains("sizeBytes");
        }
    }

    @Test
    void recordsThePlannedUriAndWarnsWhenThePodReportsAnotherOne() {
        try (World world = Backups.platform(TEMPLATE)) {
            world.apply(Manifests.backupJob("b1"));
            world.apply(Manifests.backupJob("b2"));
            Backups.succeed(world, "b1");
            world.podSucceeds("b2-backup", "");
            world.awaitPhase("BackupJob", "b2", "Succeeded");
            assertThat(world.get("Backup", "b1").at("/status/artifact/uri").asText())
                    .isEqualTo("s3://b/tenant-a/db/1.tar");
            assertThat(warning(world, "ArtifactUriMismatch").path("message").asText())
                    .contains("s3://b/tenant-a/db/1.tar", "s3://b/tenant-a/b1.tar");
            assertThat(world.get("Backup", "b2").at("/status/artifact/uri").asText())
                    .isEqualTo("s3://b/tenant-a/b2.tar");
        }
    }

    @Test
    void keepsSecretsOutOfWhatItTellsOfAResult() {
        try (World world = World.start()) {
            world.apply(Manifests.application("db"));
            world.apply(Manifests.backupClass());
            world.apply(Backups.strategy(
                    "", "name: LOGIN, valueFrom: {secretKeyRef: {name: db-credentials, key: password}}"));
            world.apply(Backups.secret("db-credentials", "password: correct-horse-battery"));
            world.apply(Manifests.backupJob("b1"));
            world.podSucceeds(
                    "b1-backup",
                    "{\"kind\":\"RunResult\",\"message\":\"used correct-horse-battery\",\"artifact\":[1]}");
            JsonNode ended = world.awaitPhase("BackupJob", "b1", "Succeeded");
            warning(world, "ResultInvalid");
            assertThat(ended + Backups.events(world, "b1").toString() + world.get("Backup", "b1"))
                    .doesNotContain("correct-horse-battery");
        }
    }

    @Test
    void recordsWhatTheBackupIsOfAndMadeWith() {
        try (World world = Backups.platform()) {
            world.apply(Manifests.backupJob("b1"));
            JsonNode ended = Backups.succeed(world, "b1");
            JsonNode backup = world.get("Backup", "b1");
            assertThat(backup.at("/spec/applicationRef/apiGroup").asText()).isEqualTo("apps.cozystack.io");
            assertThat(backup.at("/spec/strategyRef/name").asText()).isEqualTo("tool");
            assertThat(backup.at("/metadata/labels/backups.cozystack.io~1owner-uid")
                            .asText())
                    .isEqualTo(Backups.uid(ended));
            assertThat(backup.at("/metadata/finalizers").toString()).contains("backups.cozystack.io");
            assertThat(condition(ended, "Ready").path("message").asText()).contains("Backup b1");
            Backups.oneOfEachCondition(backup);
        }
    }
}
