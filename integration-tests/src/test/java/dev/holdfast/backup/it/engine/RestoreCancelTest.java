package dev.holdfast.backup.it.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A RestoreJob is cancelled by deleting it. */
class RestoreCancelTest {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isUndoneBeforeThePodHasStarted(boolean crash) {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            Scenes.restore(world, "r1");
            world.podWaits("r1-restore", "ImagePullBackOff", "no such image");
            world.delete("RestoreJob", "r1");
            if (crash) {
                world.crash();
            }
            Scenes.awaitGone(world, "RestoreJob", "r1");
            Scenes.awaitGone(world, "Job", "r1-restore");
            Scenes.until("pods gone", () -> world.pods("r1-restore").isEmpty());
            Scenes.awaitNoJournal(world);
            world.apply(Manifests.backupJob("b2"));
            world.podSucceeds("b2-backup", Manifests.RESULT);
            world.awaitPhase("BackupJob", "b2", "Succeeded");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void goesForwardOnceAContainerHasStarted(boolean crash) {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            Scenes.restoring(world, "r1");
            world.delete("RestoreJob", "r1");
            world.awaitReason("RestoreJob", "r1", "CancelPending");
            if (crash) {
                world.crash();
            }
            assertThat(Scenes.journals(world)).hasSize(1);
            world.podSucceeds("r1-restore", "");
            Scenes.awaitGone(world, "RestoreJob", "r1");
            Scenes.awaitNoJournal(world);
            assertThat(world.events("r1")).contains("RestoreCompleted");
        }
    }

    @Test
    void toldOnceThatItGoesForwardItWritesNothingMore() {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            Scenes.restoring(world, "r1");
            world.delete("RestoreJob", "r1");
            world.awaitReason("RestoreJob", "r1", "CancelPending");
            world.api.clearRequests();
            world.patch("Job", "r1-restore", "{\"metadata\":{\"annotations\":{\"example.com/poke\":\"1\"}}}");
            world.podSucceeds("r1-restore", "");
            Scenes.awaitGone(world, "RestoreJob", "r1");
            long statusWrites = world.engineRequests().stream()
                    .filter(r ->
                            r.info().verb().equals("patch") && r.info().path().endsWith("/restorejobs/r1/status"))
                    .count();
            assertThat(statusWrites).isEqualTo(1);
        }
    }

    @Test
    void finishedWorkCounts() {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            Scenes.restore(world, "r1");
            world.awaitPod("r1-restore");
            world.stopEngine();
            world.podSucceeds("r1-restore", "");
            Scenes.until("Job is complete", () -> world.get("Job", "r1-restore")
                    .at("/status/conditions")
                    .toString()
                    .contains("Complete"));
            world.delete("RestoreJob", "r1");
            world.crash();
            Scenes.awaitGone(world, "RestoreJob", "r1");
            assertThat(world.events("r1")).contains("RestoreCompleted");
            Scenes.awaitNoJournal(world);
        }
    }

    @Test
    void failsAsSpecChangedIfItsInputsChangeBeforeThePodHasStarted() {
        try (World world = UpstreamCrds.world()) {
            Scenes.backedUp(world, "");
            Scenes.restore(world, "r1", "b1", "options: {table: a}");
            world.podWaits("r1-restore", "ContainerCreating", "");
            world.patch("RestoreJob", "r1", "{\"spec\":{\"options\":{\"table\":\"b\"}}}");
            JsonNode job = world.awaitPhase("RestoreJob", "r1", "Failed");
            assertThat(Scenes.reason(job)).isEqualTo("SpecChanged");
            Scenes.awaitNoJournal(world);
            Scenes.awaitGone(world, "Job", "r1-restore");
        }
    }

    @Test
    void goesOnWithWhatItWasStartedWithIfItsInputsChangeLater() {
        try (World world = UpstreamCrds.world()) {
            Scenes.backedUp(world, "");
            Scenes.restore(world, "r1", "b1", "options: {table: a}");
            world.podRuns("r1-restore");
            Scenes.touched(world, "r1");
            world.patch("RestoreJob", "r1", "{\"spec\":{\"options\":{\"table\":\"b\"}}}");
            world.awaitReason("RestoreJob", "r1", "SpecChanged");
            world.podSucceeds("r1-restore", "");
            JsonNode job = world.awaitPhase("RestoreJob", "r1", "Succeeded");
            assertThat(Scenes.reason(job)).isEqualTo("RestoreCompleted");
        }
    }
}
