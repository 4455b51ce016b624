package dev.holdfast.backup.it.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.spi.BackupResult;
import dev.holdfast.backup.spi.Check;
import dev.holdfast.backup.spi.Done;
import dev.holdfast.backup.spi.Lifetime;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.Planning;
import dev.holdfast.backup.spi.Reads;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.Stage;
import dev.holdfast.backup.spi.Waiting;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A driver that does what the contract forbids: the run goes on if it can, else it ends and names the driver. */
class DriverErrorTest {

    private static final String SECRET = "correct-horse-battery";
    private static final ObjectRef APPLICATION = ObjectRef.of("apps.cozystack.io/v1alpha1", "Database", World.NS, "db");
    private static final Check RECORDS =
            context -> Done.done(BackupResult.of(Instant.parse("2026-05-01T12:00:00Z"), "s3://b/1.tar"));

    /** Looks at the application, which wakes its run, and throws the first times. */
    private static final class Stumbling {
        private final AtomicInteger calls = new AtomicInteger();
        private final int times;

        Stumbling(int times) {
            this.times = times;
        }

        <T> T over(Reads reads, T answer) {
            reads.get(APPLICATION);
            if (calls.incrementAndGet() <= times) {
                throw new IllegalStateException("login with " + SECRET + " failed");
            }
            return answer;
        }
    }

    /** Changes the application over and over: the next pass comes sooner than the engine's own delay. */
    private static JsonNode poked(World world, String kind, String name, String phase) {
        AtomicInteger pokes = new AtomicInteger();
        Scenes.until(kind + " " + name + " is " + phase, () -> {
            world.patch("Database", "db", "{\"metadata\":{\"labels\":{\"poke\":\"" + pokes.incrementAndGet() + "\"}}}");
            return world.get(kind, name).at("/status/phase").asText().equals(phase);
        });
        return world.get(kind, name);
    }

    private static void namesTheDriverAndNoSecret(World world, String name, String message) {
        assertThat(message)
                .contains("strategy.backups.cozystack.io/Copy", "IllegalStateException", "5 times in a row")
                .doesNotContain(SECRET);
        assertThat(Backups.events(world, name).toString()).doesNotContain(SECRET);
    }

    @Test
    void aCheckThatThrowsFiveTimesInARowEndsTheRun() {
        Stumbling check = new Stumbling(Integer.MAX_VALUE);
        ScriptedDriver driver = ScriptedDriver.backingUp(Stage.await("look"))
                .check("look", context -> check.over(context, Done.done()));
        try (World world = driver.world()) {
            world.apply(Manifests.backupJob("b1"));
            poked(world, "BackupJob", "b1", "Failed");
            namesTheDriverAndNoSecret(world, "b1", Backups.failure(world, "b1", "DriverError"));
            assertThat(check.calls).hasValue(5);
        }
    }

    @Test
    void aCheckThatAnswersTheFifthTimeGoesOn() {
        Stumbling check = new Stumbling(4);
        ScriptedDriver driver = ScriptedDriver.backingUp(Stage.await("look"))
                .check("look", context -> check.over(context, RECORDS.check(context)));
        try (World world = driver.world()) {
            world.apply(Manifests.backupJob("b1"));
            poked(world, "BackupJob", "b1", "Succeeded");
            assertThat(check.calls).hasValue(5);
            assertThat(world.get("Backup", "b1").at("/status/artifact/uri").asText())
                    .isEqualTo("s3://b/1.tar");
        }
    }

    @Test
    void planningThatThrowsFiveTimesInARowEndsTheRun() {
        Stumbling planning = new Stumbling(Integer.MAX_VALUE);
        ScriptedDriver driver = ScriptedDriver.backingUp(
                        r -> planning.<Planning>over(r, RunPlan.of(Stage.await("look"))))
                .check("look", RECORDS);
        try (World world = driver.world()) {
            world.apply(Manifests.backupJob("b1"));
            poked(world, "BackupJob", "b1", "Failed");
            namesTheDriverAndNoSecret(world, "b1", Backups.failure(world, "b1", "DriverError"));
            assertThat(planning.calls).hasValue(5);
        }
    }

    @Test
    void planningThatAnswersTheFifthTimeGoesOn() {
        Stumbling planning = new Stumbling(4);
        ScriptedDriver driver = ScriptedDriver.backingUp(
                        r -> planning.<Planning>over(r, RunPlan.of(Stage.await("look"))))
                .check("look", RECORDS);
        try (World world = driver.world()) {
            world.apply(Manifests.backupJob("b1"));
            poked(world, "BackupJob", "b1", "Succeeded");
            assertThat(Backups.recorded(world)).containsExactly("b1");
        }
    }

    @Test
    void planningARestoreThatThrowsFiveTimesInARowEndsItUntouched() {
        Stumbling planning = new Stumbling(Integer.MAX_VALUE);
        ScriptedDriver driver = ScriptedDriver.backingUp(Stage.await("look"))
                .check("look", RECORDS)
                .restoring(r -> planning.<Planning>over(r, RunPlan.of(Stage.await("look"))));
        try (World world = driver.world()) {
            world.apply(Manifests.backupJob("b1"));
            world.awaitPhase("BackupJob", "b1", "Succeeded");
            Scenes.restore(world, "r1");
            JsonNode failed = poked(world, "RestoreJob", "r1", "Failed");
            assertThat(Scenes.reason(failed)).isEqualTo("DriverError");
            namesTheDriverAndNoSecret(world, "r1", Scenes.message(failed));
            assertThat(Scenes.journals(world)).isEmpty();
        }
    }

    @Test
    void planningAReclaimThatThrowsKeepsTheBackupUntilItAnswers() {
        Stumbling planning = new Stumbling(1);
        ScriptedDriver driver = ScriptedDriver.backingUp(Stage.await("look"))
                .check("look", RECORDS)
                .reclaiming(r -> planning.<Planning>over(r, RunPlan.of(Stage.await("look"))));
        try (World world = driver.world()) {
            world.apply(Manifests.backupJob("b1"));
            world.awaitPhase("BackupJob", "b1", "Succeeded");
            Scenes.deleteWithData(world, "b1");
            JsonNode kept = world.await(
                    "Backup",
                    "b1",
                    b -> World.condition(b, "CleanedUp").path("reason").asText().equals("DataRetained"));
            assertThat(World.condition(kept, "CleanedUp").path("message").asText())
                    .contains("DriverError", "IllegalStateException")
                    .doesNotContain(SECRET);
            Scenes.awaitGone(world, "Backup", "b1");
        }
    }

    @Test
    void aSecondResultEndsTheRunAndKeepsWhatTheFirstRecorded() {
        ConfigMap data = new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(World.NS)
                .withName("data-of-b1")
                .endMetadata()
                .build();
        ScriptedDriver driver = ScriptedDriver.backingUp(
                        Stage.create("data", data).lifetime(Lifetime.BACKUP), Stage.await("look"), Stage.await("again"))
                .check("look", RECORDS)
                .check("again", RECORDS);
        try (World world = driver.world()) {
            world.apply(Manifests.backupJob("b1"));
            JsonNode failed = world.awaitPhase("BackupJob", "b1", "Failed");
            assertThat(Scenes.reason(failed)).isEqualTo("DriverError");
            assertThat(Scenes.message(failed)).contains("a second stage brought a result", "Copy");
            assertThat(failed.at("/status/backupRef/name").asText()).isEqualTo("b1");
            assertThat(Backups.recorded(world)).containsExactly("b1");
            assertThat(world.client.resource(data).get()).isNotNull();
        }
    }

    @Test
    void aPlanWithoutAResultEndsTheRun() {
        ScriptedDriver driver = ScriptedDriver.backingUp(Stage.await("look")).check("look", context -> Done.done());
        try (World world = driver.world()) {
            world.apply(Manifests.backupJob("b1"));
            assertThat(Backups.failure(world, "b1", "DriverError"))
                    .contains("no stage of the backup brought a result", "Copy");
        }
    }

    /** The plan is looked at again before its first effect, as the stage before it was waited for. */
    @Test
    void plansThatAreNeverTheSameTwiceEndTheRestoreBeforeItTouchesAnything() {
        AtomicInteger plans = new AtomicInteger();
        AtomicInteger looks = new AtomicInteger();
        ConfigMap copy = new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(World.NS)
                .withName("copy")
                .endMetadata()
                .build();
        ScriptedDriver driver = ScriptedDriver.backingUp(Stage.await("copied"))
                .check("copied", RECORDS)
                .restoring(r -> RunPlan.of(
                                Stage.await("ready"), Stage.create("copy", copy).overwrites("the database"))
                        .fact("plan", "number " + plans.incrementAndGet()))
                .check(
                        "ready",
                        context -> looks.incrementAndGet() % 2 == 0
                                ? Done.done()
                                : Waiting.running("Warming", "not yet").recheckAfter(Duration.ofMillis(50)));
        try (World world = driver.world()) {
            world.apply(Manifests.backupJob("b1"));
            world.awaitPhase("BackupJob", "b1", "Succeeded");
            Scenes.restore(world, "r1");
            JsonNode ended = world.awaitPhase("RestoreJob", "r1", "Failed");
            assertThat(Scenes.reason(ended)).isEqualTo("PlanOutdated");
            assertThat(Scenes.message(ended)).contains("each time that it was made again");
            assertThat(world.api.objects("v1", "ConfigMap").stream()
                            .filter(c -> c.at("/metadata/name").asText().equals("copy")))
                    .isEmpty();
            Scenes.awaitNoJournal(world);
        }
    }
}
