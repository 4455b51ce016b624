package dev.holdfast.backup.it.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a RestoreJob may ask for, and what it waits for. */
class RestoreRequestTest {

    private static World impatient() {
        return World.with(
                o -> o.withBounds(b -> new dev.holdfast.backup.engine.EngineOptions.Bounds(
                        Duration.ofSeconds(2),
                        b.exit(),
                        b.forbiddenGrace(),
                        b.driverGrace(),
                        b.quiet(),
                        b.recheck(),
                        b.safetyPass())),
                List.of(new dev.holdfast.backup.driver.job.JobDriver()));
    }

    @Test
    void waitsForItsBackupAndFailsInTheEnd() {
        try (World world = impatient()) {
            Scenes.restore(world, "r1", "nothing", "");
            JsonNode job = world.awaitPhase("RestoreJob", "r1", "Failed");
            assertThat(Scenes.reason(job)).isEqualTo("BackupNotFound");
        }
    }

    @Test
    void runsAsSoonAsItsBackupExists() {
        try (World world = World.start()) {
            Scenes.restore(world, "r1");
            world.awaitReason("RestoreJob", "r1", "BackupNotFound");
            Scenes.backedUp(world, "");
            world.podSucceeds("r1-restore", "");
            world.awaitPhase("RestoreJob", "r1", "Succeeded");
        }
    }

    @Test
    void waitsForABackupThatIsNotReadyAndRefusesOneThatFailed() {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            world.patch("Backup", "b1", "{\"status\":{\"phase\":\"Pending\"}}");
            Scenes.restore(world, "r1");
            world.awaitReason("RestoreJob", "r1", "BackupNotReady");
            world.patch("Backup", "b1", "{\"status\":{\"phase\":\"Failed\"}}");
            world.awaitPhase("RestoreJob", "r1", "Failed");
            assertThat(Scenes.journals(world)).isEmpty();
        }
    }

    @Test
    void refusesABackupThatIsBeingDeleted() {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            world.patch("Backup", "b1", "{\"metadata\":{\"finalizers\":[\"example.com/hold\"]}}");
            world.delete("Backup", "b1");
            Scenes.restore(world, "r1");
            JsonNode job = world.awaitPhase("RestoreJob", "r1", "Failed");
            assertThat(Scenes.reason(job)).isEqualTo("BackupNotReady");
            assertThat(Scenes.message(job)).contains("being deleted");
        }
    }

    @Test
    void failsIfItsBackupIsDeletedWhileItWaitsForTheTarget() {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            Scenes.backUp(world, "b2", "s3://b/tenant-a/db/2.tar");
            world.apply(Manifests.backupJob("b3"));
            world.podRuns("b3-backup");
            Scenes.restore(world, "r1", "b2", "");
            world.awaitReason("RestoreJob", "r1", "BackupInProgress");
            world.delete("Backup", "b2");
            Scenes.awaitGone(world, "Backup", "b2");
            world.podSucceeds("b3-backup", Manifests.RESULT);
            JsonNode job = world.awaitPhase("RestoreJob", "r1", "Failed");
            assertThat(Scenes.reason(job)).isIn("BackupNotReady", "BackupNotFound");
            Scenes.awaitNoJournal(world);
            assertThat(world.find("Job", "r1-restore")).isEmpty();
        }
    }

    @Test
    void waitsForItsTarget() {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            Scenes.restore(world, "r1", "b1", "targetApplicationRef: {kind: Database, name: copy}");
            JsonNode job = world.awaitReason("RestoreJob", "r1", "ApplicationNotFound");
            assertThat(Scenes.message(job)).contains("copy", "deploy it before requesting a restore");
            world.apply(Manifests.application("copy"));
            world.podSucceeds("r1-restore", "");
            world.awaitPhase("RestoreJob", "r1", "Succeeded");
        }
    }

    @Test
    void refusesATargetOfAnotherKind() {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            Scenes.restore(world, "r1", "b1", "targetApplicationRef: {kind: Queue, name: db}");
            JsonNode job = world.awaitPhase("RestoreJob", "r1", "Failed");
            assertThat(Scenes.reason(job)).isEqualTo("TargetKindMismatch");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dryRun: maybe | /spec/options/dryRun | 'maybe'",
                "restoreTimeoutSeconds: soon | /spec/options/restoreTimeoutSeconds | 'soon'",
                "restoreTimeoutSeconds: 99999999999 | /spec/options/restoreTimeoutSeconds | '99999999999'",
                "targetNamespace: tenant-b/x | /spec/options/targetNamespace | 'tenant-b/x'"
            },
            quoteCharacter = '`')
    void refusesAnOptionThatIsMalformedOrNotAllowed(String option, String field, String value) {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            Scenes.restore(world, "r1", "b1", "options: {" + option + "}");
            JsonNode job = world.awaitPhase("RestoreJob", "r1", "Failed");
            assertThat(Scenes.reason(job)).isEqualTo("InvalidOptions");
            assertThat(Scenes.message(job)).contains(field, value);
            startedNothing(world, job);
        }
    }

    @Test
    void refusesAnotherNamespaceWhereGrantsAreNotInstalled() {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            Scenes.restore(world, "r1", "b1", "options: {targetNamespace: tenant-b}");
            JsonNode job = world.awaitPhase("RestoreJob", "r1", "Failed");
            assertThat(Scenes.reason(job)).isEqualTo("TargetNotGranted");
            assertThat(Scenes.message(job)).contains("/spec/options/targetNamespace", "RestoreGrant", "tenant-b");
            startedNothing(world, job);
        }
    }

    @Test
    void refusesAMalformedDeadlineAnnotation() {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            world.apply(Manifests.restoreJob("r1", "b1", "")
                    .replace(
                            "namespace: tenant-a}",
                            "namespace: tenant-a, annotations: {backups.cozystack.io/start-seconds: 5m}}"));
            JsonNode job = world.awaitPhase("RestoreJob", "r1", "Failed");
            assertThat(Scenes.reason(job)).isEqualTo("InvalidSpec");
            assertThat(Scenes.message(job)).contains("backups.cozystack.io~1start-seconds", "'5m'", "seconds");
            startedNothing(world, job);
        }
    }

    private static void startedNothing(World world, JsonNode job) {
        assertThat(job.at("/status/startedAt").isMissingNode()).isTrue();
        assertThat(job.at("/metadata/finalizers").isEmpty()).isTrue();
        assertThat(Scenes.journals(world)).isEmpty();
        assertThat(world.find("Job", "r1-restore")).isEmpty();
    }

    @Test
    void passesOptionsThatItDoesNotKnowToTheDriver() {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            Scenes.restore(world, "r1", "b1", "options: {table: accounts, targetNamespace: tenant-a}");
            world.podSucceeds("r1-restore", "");
            world.awaitPhase("RestoreJob", "r1", "Succeeded");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "\"true\""})
    void showsThePlanOfADryRunAndTouchesNothing(String yes) {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            Scenes.restore(world, "r1", "b1", "options: {dryRun: " + yes + "}");
            JsonNode job = world.awaitPhase("RestoreJob", "r1", "Succeeded");
            assertThat(Scenes.reason(job)).isEqualTo("DryRun");
            assertThat(Scenes.message(job)).contains("nothing was restored");
            assertThat(job.at("/status/plan").toString()).contains("registry.example/tool:1", "b1");
            assertThat(job.at("/metadata/finalizers").isEmpty()).isTrue();
            Scenes.until("event", () -> world.events("r1").contains("DryRun"));
            assertThat(world.engineRequests().stream()
                            .map(r -> r.info().verb() + " " + r.info().path())
                            .filter(r -> r.contains("/secrets") || r.endsWith("/restorejobs/r1")))
                    .noneMatch(r -> r.startsWith("create") || r.startsWith("patch"));
            assertThat(world.find("Job", "r1-restore")).isEmpty();
        }
    }

    @Test
    void givesUpWhenTheTimeoutPasses() {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            Scenes.restore(world, "r1", "b1", "options: {restoreTimeoutSeconds: \"8\"}");
            world.podRuns("r1-restore");
            JsonNode job = world.awaitPhase("RestoreJob", "r1", "Failed");
            assertThat(Scenes.reason(job)).isEqualTo("RestoreInterrupted");
            assertThat(Scenes.message(job)).contains("was not over within 8 s");
        }
    }

    @Test
    void needsTheDriverOfItsStrategy() {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            world.patch("Backup", "b1", "{\"spec\":{\"strategyRef\":{\"kind\":\"Tape\"}}}");
            Scenes.restore(world, "r1");
            JsonNode job = world.awaitPhase("RestoreJob", "r1", "Failed");
            assertThat(Scenes.reason(job)).isEqualTo("UnsupportedStrategyKind");
        }
    }
}
