package dev.holdfast.backup.it.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.spi.BackupResult;
import dev.holdfast.backup.spi.Done;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.Stage;
import dev.holdfast.backup.spi.Waiting;
import dev.holdfast.backup.testkit.api.RequestFault;
import dev.holdfast.backup.testkit.api.RequestInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An engine that dies before or after any of its writes; the next one goes on, and everything exists once. */
class BackupCrashTest {

    /** Of the run: events are told besides, and a class is judged by itself. */
    private static boolean isWrite(RequestInfo info) {
        return info.user().equals("engine")
                && info.isWrite()
                && !Set.of("events", "backupclasses").contains(info.target().resource());
    }

    @ParameterizedTest
    @CsvSource({"0, false", "0, true", "1, false", "1, true", "2, false", "2, true", "3, false", "3, true"})
    void goesOnAfterACrashAtAnyWrite(int write, boolean committed) {
        try (World world = Backups.tellingNoWaits()) {
            RequestFault last =
                    RequestFault.on(BackupCrashTest::isWrite).skipping(write).times(1);
            world.api.faults().add(committed ? last.losingTheAnswer() : last.dropping());
            world.api
                    .faults()
                    .add(RequestFault.on(BackupCrashTest::isWrite)
                            .skipping(write + 1)
                            .dropping());
            world.apply(Manifests.backupJob("b1"));
            boolean hasPod = write > 1 || (write == 1 && committed);
            if (hasPod) {
                world.podSucceeds("b1-backup", Manifests.RESULT);
            }
            Backups.until(() -> world.engineRequests().stream().anyMatch(r -> r.status() == 0));
            world.stopEngine();
            world.api.faults().clear();
            world.crash();
            if (!hasPod) {
                world.podSucceeds("b1-backup", Manifests.RESULT);
            }

            JsonNode ended = world.awaitPhase("BackupJob", "b1", "Succeeded");
            assertThat(ended.at("/status/backupRef/name").asText()).isEqualTo("b1");
            Backups.oneOfEachCondition(ended);
            assertThat(Backups.recorded(world)).containsExactly("b1");
            assertThat(world.api.objects("batch/v1", "Job")).hasSize(1);
        }
    }

    @Test
    void goesOnAfterACrashWhileItWaits() {
        try (World world = World.start()) {
            world.apply(Manifests.application("db"));
            world.apply(Manifests.strategy(""));
            world.apply(Manifests.backupJob("b1"));
            world.awaitReason("BackupJob", "b1", "BackupClassNotFound");
            world.crash();
            world.apply(Manifests.backupClass());
            Backups.succeed(world, "b1");
        }
    }

    @Test
    void keepsTheStartBoundOfAPodAcrossACrash() {
        try (World world = Backups.platform("job.backups.cozystack.io/startup-deadline-seconds: '4'")) {
            world.apply(Manifests.backupJob("b1"));
            world.podWaits("b1-backup", "ImagePullBackOff", "no such image");
            world.awaitReason("BackupJob", "b1", "PodNotStarting");
            world.crash();
            assertThat(Backups.failure(world, "b1", "PodNotStarting")).contains("ImagePullBackOff");
        }
    }

    @Test
    void yieldsToARestoreThatCameBeforeItCouldLookForOne() {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            overtakenByARestore(world);
            world.podRuns("r1-restore");
            assertThat(world.find("Job", "b2-backup")).isEmpty();
            world.podSucceeds("r1-restore", "");
            world.awaitPhase("RestoreJob", "r1", "Succeeded");
            Backups.succeed(world, "b2");
        }
    }

    @Test
    void yieldsToARestoreAlsoIfItBeginsWithWaiting() {
        AtomicBoolean restored = new AtomicBoolean();
        ScriptedDriver driver = ScriptedDriver.backingUp(Stage.await("copied"))
                .check("copied", c -> Done.done(BackupResult.of(Instant.parse("2026-05-01T12:00:00Z"), "s3://b/1")))
                .restoring(r -> RunPlan.of(Stage.await("restored").overwrites("the database")))
                .check(
                        "restored",
                        c -> restored.get()
                                ? Done.done()
                                : Waiting.running("Copying", "the copy is under way")
                                        .recheckAfter(Duration.ofMillis(200)));
        try (World world = driver.world()) {
            world.apply(Manifests.backupJob("b1"));
            world.awaitPhase("BackupJob", "b1", "Succeeded");
            overtakenByARestore(world);
            world.awaitPhase("RestoreJob", "r1", "Running");
            assertThat(Backups.recorded(world)).containsExactly("b1");
            restored.set(true);
            world.awaitPhase("RestoreJob", "r1", "Succeeded");
            world.awaitPhase("BackupJob", "b2", "Succeeded");
        }
    }

    /** Backup b2 has announced itself, its engine died before it looked for restores, and restore r1 took its lock meanwhile. */
    private static void overtakenByARestore(World world) {
        AtomicInteger looks = new AtomicInteger();
        RequestFault look = RequestFault.on(info -> info.user().equals("engine")
                && info.verb().equals("get")
                && info.path().contains("/secrets/holdfast-lock-")
                && looks.incrementAndGet() > 0);
        world.api.faults().add(look.dropping());
        world.apply(Manifests.backupJob("b2"));
        world.await("BackupJob", "b2", o -> o.at("/status/run/claimed").asBoolean() && looks.get() > 0);
        world.stopEngine();

        CountDownLatch restoreHasItsLock = new CountDownLatch(1);
        world.api.faults().clear();
        looks.set(0);
        world.api.faults().add(look.times(1).waitingFor(restoreHasItsLock));
        world.crash();
        Scenes.until("the next engine looks as well", () -> looks.get() > 0);
        Scenes.restore(world, "r1");
        world.awaitReason("RestoreJob", "r1", "BackupInProgress");
        restoreHasItsLock.countDown();

        JsonNode yielding = world.awaitReason("BackupJob", "b2", "RestoreInProgress");
        assertThat(Scenes.message(yielding)).contains("r1");
        assertThat(yielding.at("/status/run/claimed").asBoolean()).isFalse();
    }
}
