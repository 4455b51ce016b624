package dev.holdfast.backup.it.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.spi.InterruptedRestore;
import dev.holdfast.backup.testkit.api.RequestFault;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A restore that fails after it has begun to overwrite. */
class RestoreInterruptedTest {

    private static final String NO_RETRIES = "job.backups.cozystack.io/backoff-limit: \"0\"";

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void keepsItsLockUntilTheNextRestoreHasSucceeded(boolean crash) {
        RecordingDriver driver = new RecordingDriver();
        try (World world = World.with(o -> o, List.of(driver))) {
            Scenes.backedUp(world, NO_RETRIES);
            Scenes.interrupted(world, "r1");
            JsonNode job = world.get("RestoreJob", "r1");
            assertThat(job.at("/status/phase").asText()).isEqualTo("Failed");
            assertThat(Scenes.message(job)).contains("disk full", "next RestoreJob");
            assertThat(Scenes.journalState(world)).isEqualTo("interrupted");
            if (crash) {
                world.crash();
            }
            world.apply(Manifests.backupJob("b2"));
            world.awaitReason("BackupJob", "b2", "RestoreInterrupted");

            Scenes.restore(world, "r2");
            world.podSucceeds("r2-restore", "");
            world.awaitPhase("RestoreJob", "r2", "Succeeded");
            assertThat(driver.takenOver)
                    .last()
                    .extracting(o -> o.map(InterruptedRestore::runUid))
                    .isEqualTo(Optional.of(job.at("/metadata/uid").asText()));
            Scenes.awaitNoJournal(world);
            world.podSucceeds("b2-backup", Manifests.RESULT);
            world.awaitPhase("BackupJob", "b2", "Succeeded");
        }
    }

    @Test
    void staysInterruptedIfTheNextRestoreNeverStarts() {
        RecordingDriver driver = new RecordingDriver();
        try (World world = World.with(o -> o, List.of(driver))) {
            Scenes.backedUp(world, NO_RETRIES);
            Scenes.interrupted(world, "r1");
            Scenes.restore(world, "r2");
            world.podWaits("r2-restore", "ImagePullBackOff", "no such image");
            world.delete("RestoreJob", "r2");
            Scenes.awaitGone(world, "RestoreJob", "r2");
            Scenes.until("lock is kept", () -> Scenes.journalState(world).equals("interrupted"));
            Scenes.restore(world, "r3");
            world.podSucceeds("r3-restore", "");
            world.awaitPhase("RestoreJob", "r3", "Succeeded");
            assertThat(driver.takenOver)
                    .last()
                    .extracting(o -> o.map(InterruptedRestore::runUid))
                    .isEqualTo(Optional.of(
                            world.get("RestoreJob", "r1").at("/metadata/uid").asText()));
            Scenes.awaitNoJournal(world);
        }
    }

    @Test
    void isForgottenWhenItsTargetIsDeleted() {
        try (World world = World.start()) {
            Scenes.backedUp(world, NO_RETRIES);
            Scenes.interrupted(world, "r1");
            world.delete("Database", "db");
            Scenes.awaitNoJournal(world);
            world.apply(Manifests.application("db"));
            world.apply(Manifests.backupJob("b2"));
            world.podSucceeds("b2-backup", Manifests.RESULT);
            world.awaitPhase("BackupJob", "b2", "Succeeded");
        }
    }

    @Test
    void isForgottenWhenItsTargetIsCreatedAnewWhileNobodyLooks() {
        try (World world = World.start()) {
            Scenes.backedUp(world, NO_RETRIES);
            Scenes.interrupted(world, "r1");
            world.stopEngine();
            world.delete("Database", "db");
            world.apply(Manifests.application("db"));
            world.crash();
            Scenes.awaitNoJournal(world);
        }
    }

    @Test
    void aPodThatNeverStartsIsAPlainFailure() {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            Scenes.patchStrategy(
                    world,
                    "{\"metadata\":{\"annotations\":{\"job.backups.cozystack.io/startup-deadline-seconds\":\"2\"}}}");
            Scenes.restore(world, "r1");
            world.podWaits("r1-restore", "ImagePullBackOff", "no such image");
            JsonNode job = world.awaitPhase("RestoreJob", "r1", "Failed");
            assertThat(Scenes.reason(job)).isEqualTo("PodNotStarting");
            assertThat(Scenes.message(job)).contains("no such image");
            Scenes.awaitNoJournal(world);
            Scenes.awaitGone(world, "Job", "r1-restore");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aJobDeletedByHandIsNeverMadeAgain(boolean crash) {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            Scenes.restoring(world, "r1");
            if (crash) {
                world.stopEngine();
            }
            world.delete("Job", "r1-restore");
            if (crash) {
                world.crash();
            }
            JsonNode job = world.awaitPhase("RestoreJob", "r1", "Failed");
            assertThat(Scenes.reason(job)).isEqualTo("RestoreInterrupted");
            assertThat(Scenes.message(job)).contains("ChildVanished");
            assertThat(Scenes.journalState(world)).isEqualTo("interrupted");
            assertThat(world.engineRequests().stream()
                            .filter(r -> r.info().verb().equals("create")
                                    && r.info().path().endsWith("/jobs")))
                    .hasSize(2);
        }
    }

    @Test
    void isInterruptedIfItsDriverIsGoneForLong() {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            Scenes.restoring(world, "r1");
            world.crashInto(List.of(new TapeDriver()));
            JsonNode job = world.awaitPhase("RestoreJob", "r1", "Failed");
            assertThat(Scenes.reason(job)).isEqualTo("RestoreInterrupted");
            assertThat(Scenes.message(job)).contains("DriverIncompatible");
            assertThat(Scenes.journalState(world)).isEqualTo("interrupted");
        }
    }

    @Test
    void isUndoneIfItsDriverIsGoneBeforeThePodHasStarted() {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            Scenes.restore(world, "r1");
            world.podWaits("r1-restore", "ImagePullBackOff", "no such image");
            world.crashInto(List.of(new TapeDriver()));
            JsonNode job = world.awaitPhase("RestoreJob", "r1", "Failed");
            assertThat(Scenes.reason(job)).isEqualTo("DriverIncompatible");
            Scenes.awaitGone(world, "Job", "r1-restore");
            Scenes.awaitNoJournal(world);
        }
    }

    @Test
    void goesOnIfItsDriverComesBackInTime() {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            Scenes.restoring(world, "r1");
            world.crashInto(List.of(new TapeDriver()));
            world.crashInto(List.of(new RecordingDriver()));
            world.podSucceeds("r1-restore", "");
            world.awaitPhase("RestoreJob", "r1", "Succeeded");
        }
    }

    @Test
    void nextRestoreWaitsUntilNothingOfTheInterruptedOneIsAtWork() {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            Scenes.restoring(world, "r1");
            String pod = world.awaitPod("r1-restore").at("/metadata/name").asText();
            world.patch("Pod", pod, "{\"metadata\":{\"finalizers\":[\"example.com/hold\"]}}");
            world.delete("Job", "r1-restore");
            world.awaitReason("RestoreJob", "r1", "RestoreInterrupted");
            assertThat(World.condition(world.get("RestoreJob", "r1"), "CleanedUp")
                            .path("message")
                            .asText())
                    .contains(pod);
            Scenes.restore(world, "r2");
            JsonNode waiting = world.awaitReason("RestoreJob", "r2", "ApplicationBusy");
            assertThat(Scenes.message(waiting)).contains(pod, "r1");
            assertThat(world.find("Job", "r2-restore")).isEmpty();
            world.client
                    .pods()
                    .inNamespace(World.NS)
                    .withName(pod)
                    .withGracePeriod(0)
                    .delete();
            world.patch("Pod", pod, "{\"metadata\":{\"finalizers\":null}}");
            world.podSucceeds("r2-restore", "");
            world.awaitPhase("RestoreJob", "r2", "Succeeded");
        }
    }

    @Test
    void aPodThatRanBetweenTwoLooksCountsAlthoughItIsGone() {
        CountDownLatch looked = new CountDownLatch(1);
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            Scenes.restore(world, "r1");
            String pod = world.awaitPod("r1-restore").at("/metadata/name").asText();
            CountDownLatch held = new CountDownLatch(1);
            world.api
                    .faults()
                    .add(RequestFault.on(i -> {
                                boolean deletion = i.verb().equals("delete")
                                        && i.target().resource().equals("jobs")
                                        && i.user().equals("engine");
                                if (deletion) {
                                    held.countDown();
                                }
                                return deletion;
                            })
                            .times(1)
                            .waitingFor(looked));
            world.delete("RestoreJob", "r1");
            Scenes.until("it is being undone", () -> held.getCount() == 0);

            world.podRuns("r1-restore");
            world.client
                    .pods()
                    .inNamespace(World.NS)
                    .withName(pod)
                    .withGracePeriod(0)
                    .delete();
            looked.countDown();

            Scenes.until(
                    "an interruption is kept", () -> Scenes.journalState(world).equals("interrupted"));
        }
    }
}
