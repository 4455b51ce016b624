package dev.holdfast.backup.it.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.engine.EngineOptions;
import dev.holdfast.backup.spi.Inspection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether the data of a Backup is still there: asked of its driver before a restore, from time to time and on request. */
class ArtifactPresenceTest {

    private static final String LONG_AGO = "2020-01-01T00:00:00Z";
    private static final Supplier<Inspection> GONE =
            () -> Inspection.absent("s3://b/tenant-a/db/1.tar is not in the store");

    private final LookingDriver driver = new LookingDriver();

    private World backedUp() {
        World world = World.with(o -> o, List.of(driver));
        Scenes.backedUp(world, "");
        return world;
    }

    private World looking(Duration every, Duration apart) {
        World world = World.with(o -> o.withLooks(l -> new EngineOptions.Looks(every, apart)), List.of(driver));
        Manifests.platform(world);
        return world;
    }

    /** A Backup whose data was looked at long ago. */
    private static String forgotten(String name, String phase) {
        return """
               apiVersion: backups.cozystack.io/v1alpha1
               kind: Backup
               metadata:
                 name: %s
                 namespace: tenant-a
                 annotations: {backups.cozystack.io/inspected-at: "%s"}
               spec:
                 applicationRef: {kind: Database, name: db}
                 strategyRef: {apiGroup: strategy.backups.cozystack.io, kind: Job, name: tool}
                 takenAt: "2020-01-01T00:00:00Z"
               status: {phase: %s}
               """
                .formatted(name, LONG_AGO, phase);
    }

    private static JsonNode present(JsonNode backup) {
        return World.condition(backup, "ArtifactPresent");
    }

    private static String lookedAt(World world, String backup) {
        return world.get("Backup", backup)
                .at("/metadata/annotations/backups.cozystack.io~1inspected-at")
                .asText();
    }

    /** Asks for a look, and waits for what the Backup says then. */
    private static JsonNode ask(World world, String value) {
        assertThat(world.engine().operations().inspect(World.NS, "b1")).isTrue();
        return present(world.await(
                "Backup",
                "b1",
                o -> present(o).path("status").asText().equals(value)
                        && !present(o).path("reason").asText().equals("Requested")));
    }

    @Test
    void aBackupShowsWhatWasFoundAndWhatCanBeRestored() {
        try (World world = backedUp()) {
            driver.finds(() -> Inspection.present("it is in the archive")
                    .recoverable(Instant.parse("2026-05-01T12:00:00Z"), Instant.parse("2026-05-03T12:00:00Z"))
                    .holding(List.of("orders", "people")));
            JsonNode there = ask(world, "True");
            assertThat(there.path("reason").asText()).isEqualTo("ArtifactFound");
            assertThat(there.path("message").asText())
                    .contains(
                            "it is in the archive",
                            "from 2026-05-01T12:00:00Z to 2026-05-03T12:00:00Z",
                            "orders, people",
                            "looked at on " + lookedAt(world, "b1"));

            driver.finds(GONE);
            JsonNode gone = ask(world, "False");
            assertThat(gone.path("reason").asText()).isEqualTo("ArtifactMissing");
            assertThat(gone.path("message").asText()).contains("s3://b/tenant-a/db/1.tar is not in the store");
            Scenes.until("warning", () -> world.events("b1").contains("ArtifactMissing"));

            driver.finds(() -> Inspection.unknown("StoreUnreachable", "no answer from the store"));
            assertThat(ask(world, "Unknown").path("reason").asText()).isEqualTo("StoreUnreachable");
            assertThat(world.get("Backup", "b1").at("/status/phase").asText()).isEqualTo("Ready");
        }
    }

    @Test
    void aLookThatThrowsTellsNothing() {
        try (World world = backedUp()) {
            driver.finds(() -> {
                throw new IllegalStateException("secret detail of a bug");
            });
            JsonNode unknown = ask(world, "Unknown");
            assertThat(unknown.path("reason").asText()).isEqualTo("InspectionFailed");
            assertThat(unknown.path("message").asText()).doesNotContain("secret detail");
        }
    }

    @Test
    void nobodyIsAskedAboutABackupThatIsNotThere() {
        try (World world = World.with(o -> o, List.of(driver))) {
            assertThat(world.engine().operations().inspect(World.NS, "b1")).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "options: {dryRun: true}"})
    void aRestoreOfAnAbsentArtifactIsRefusedBeforeAnything(String more) {
        try (World world = backedUp()) {
            driver.finds(GONE);
            world.api.clearRequests();
            Scenes.restore(world, "r1", "b1", more);
            JsonNode job = world.awaitPhase("RestoreJob", "r1", "Failed");

            assertThat(Scenes.reason(job)).isEqualTo("ArtifactMissing");
            assertThat(Scenes.message(job))
                    .contains(
                            "Backup tenant-a/b1",
                            "s3://b/tenant-a/db/1.tar is not in the store",
                            "nothing was touched");
            assertThat(job.at("/metadata/finalizers").isEmpty()).isTrue();
            assertThat(job.at("/status/startedAt").isMissingNode()).isTrue();
            assertThat(Scenes.journals(world)).isEmpty();
            assertThat(world.find("Job", "r1-restore")).isEmpty();
            assertThat(world.engineRequests())
                    .noneMatch(r -> r.path().contains("/secrets") && !r.verb().equals("get"));
            assertThat(present(world.get("Backup", "b1")).path("status").asText())
                    .isEqualTo("False");
        }
    }

    @Test
    void aRestoreGoesOnWhenItCannotBeTold() {
        try (World world = backedUp()) {
            driver.finds(() -> Inspection.unknown("StoreUnreachable", "no answer"));
            Scenes.restore(world, "r1");
            world.podSucceeds("r1-restore", "");
            world.awaitPhase("RestoreJob", "r1", "Succeeded");

            driver.finds(() -> {
                throw new IllegalStateException("a bug");
            });
            Scenes.restore(world, "r2");
            world.podSucceeds("r2-restore", "");
            world.awaitPhase("RestoreJob", "r2", "Succeeded");
            assertThat(driver.lookedAt()).containsOnly("b1").hasSizeGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void dueLooksComeOneAfterTheOther() {
        try (World world = looking(Duration.ofHours(1), Duration.ofMillis(400))) {
            IntStream.rangeClosed(1, 6).forEach(i -> world.apply(forgotten("b" + i, "Ready")));
            Scenes.until("all were looked at", () -> driver.looks.size() >= 6);

            assertThat(driver.lookedAt()).containsExactlyInAnyOrder("b1", "b2", "b3", "b4", "b5", "b6");
            for (int i = 1; i < 6; i++) {
                long apart =
                        driver.looks.get(i).nanos() - driver.looks.get(i - 1).nanos();
                assertThat(Duration.ofNanos(apart)).isGreaterThan(Duration.ofMillis(300));
            }
            world.await("Backup", "b6", o -> present(o).path("status").asText().equals("True"));
        }
    }

    @Test
    void whatIsNotReadyOrGoingIsNotLookedAt() {
        try (World world = looking(Duration.ofHours(1), Duration.ofMillis(10))) {
            world.stopEngine();
            world.apply(forgotten("failed", "Failed"));
            world.apply(forgotten("pending", "Pending"));
            world.apply(forgotten("going", "Ready"));
            world.patch("Backup", "going", "{\"metadata\":{\"finalizers\":[\"example.com/hold\"]}}");
            world.delete("Backup", "going");
            world.apply(forgotten("ready", "Ready"));
            world.crash();
            Scenes.until("the last was looked at", () -> driver.lookedAt().contains("ready"));
            world.apply(Manifests.backupJob("b1"));
            Backups.succeed(world, "b1");

            assertThat(driver.lookedAt()).containsExactly("ready");
        }
    }

    @Test
    void aRestartDoesNotLookAgainBeforeItIsTime() {
        try (World world = looking(Duration.ofHours(1), Duration.ofMillis(10))) {
            world.apply(forgotten("b0", "Ready"));
            Scenes.until("it was looked at", () -> !lookedAt(world, "b0").equals(LONG_AGO));
            String first = lookedAt(world, "b0");
            world.crash();
            world.apply(Manifests.backupJob("b1"));
            Backups.succeed(world, "b1");
            assertThat(driver.lookedAt()).containsExactly("b0");
            assertThat(lookedAt(world, "b0")).isEqualTo(first);

            world.stopEngine();
            world.patch(
                    "Backup",
                    "b0",
                    "{\"metadata\":{\"annotations\":{\"backups.cozystack.io/inspected-at\":\"" + LONG_AGO + "\"}}}");
            world.crash();
            Scenes.until("it was looked at again", () -> driver.looks.size() == 2);
        }
    }

    @Test
    void nothingIsLookedAtUnaskedWhereThatIsSwitchedOff() {
        try (World world = looking(Duration.ZERO, Duration.ofMillis(10))) {
            world.apply(forgotten("b1", "Ready"));
            world.apply(Manifests.backupJob("b2"));
            Backups.succeed(world, "b2");
            assertThat(driver.looks).isEmpty();

            ask(world, "True");
            assertThat(driver.lookedAt()).containsExactly("b1");
        }
    }

    @Test
    void theCrdsOfTheReferenceKeepWhatWasFound() {
        try (World world = UpstreamCrds.world(List.of(driver))) {
            Scenes.backedUp(world, "");
            driver.finds(GONE);
            ask(world, "False");
            assertThat(Instant.parse(lookedAt(world, "b1"))).isAfter(Instant.parse(LONG_AGO));
            world.crash();
            Scenes.backUp(world, "b2", "s3://b/tenant-a/db/2.tar");
            assertThat(driver.lookedAt()).containsExactly("b1");
        }
    }
}
