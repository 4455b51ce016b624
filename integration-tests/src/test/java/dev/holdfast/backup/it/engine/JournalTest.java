package dev.holdfast.backup.it.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Locks outlive what tenants do to their jobs, and do not outlive their reason. */
class JournalTest {

    @Test
    void isSettledIfTheJobIsTornAwayBeforeItHadItsTurn() {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            world.apply(Manifests.backupJob("b2"));
            world.podRuns("b2-backup");
            Scenes.restore(world, "r1");
            world.awaitReason("RestoreJob", "r1", "BackupInProgress");
            tearAway(world, "r1");
            Scenes.awaitNoJournal(world);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isSettledIfTheJobIsTornAwayBeforeThePodHasStarted(boolean crash) {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            Scenes.restore(world, "r1");
            world.podWaits("r1-restore", "ImagePullBackOff", "no such image");
            if (crash) {
                world.stopEngine();
            }
            tearAway(world, "r1");
            if (crash) {
                world.crash();
            }
            Scenes.until("pods gone", () -> world.pods("r1-restore").isEmpty());
            Scenes.until("settled", () -> !Scenes.journalState(world).equals("open"));
            Scenes.restore(world, "r2");
            world.podSucceeds("r2-restore", "");
            world.awaitPhase("RestoreJob", "r2", "Succeeded");
            Scenes.awaitNoJournal(world);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isInterruptedIfTheJobIsTornAwayAfterThePodHasStarted(boolean crash) {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            Scenes.restoring(world, "r1");
            if (crash) {
                world.stopEngine();
            }
            tearAway(world, "r1");
            if (crash) {
                world.crash();
            }
            Scenes.until("interrupted", () -> Scenes.journalState(world).equals("interrupted"));
            assertThat(world.find("Job", "r1-restore")).isEmpty();
            world.apply(Manifests.backupJob("b2"));
            world.awaitReason("BackupJob", "b2", "RestoreInterrupted");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"waiting", "created", "running", "interrupted"})
    void goesWithItsNamespace(String stage) {
        try (World world = World.start()) {
            Scenes.backedUp(world, "job.backups.cozystack.io/backoff-limit: \"0\"");
            switch (stage) {
                case "waiting" -> Scenes.restore(world, "r1", "nothing", "");
                case "created" -> {
                    Scenes.restore(world, "r1");
                    world.podWaits("r1-restore", "ImagePullBackOff", "no such image");
                }
                case "running" -> Scenes.restoring(world, "r1");
                default -> Scenes.interrupted(world, "r1");
            }
            world.client.namespaces().withName(World.NS).delete();
            Scenes.until(
                    "namespace is gone",
                    () -> world.client.namespaces().withName(World.NS).get() == null);
            Scenes.awaitNoJournal(world);
        }
    }

    @Test
    void isSettledAlsoWithoutTheDriver() {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            Scenes.restoring(world, "r1");
            world.stopEngine();
            tearAway(world, "r1");
            world.crashInto(List.of(new TapeDriver()));
            Scenes.until("interrupted", () -> Scenes.journalState(world).equals("interrupted"));
        }
    }

    private static void tearAway(World world, String name) {
        Scenes.stripFinalizers(world, "RestoreJob", name);
        world.delete("RestoreJob", name);
        Scenes.until("torn away", () -> {
            if (world.find("RestoreJob", name).isPresent()) {
                Scenes.stripFinalizers(world, "RestoreJob", name);
            }
            return world.find("RestoreJob", name).isEmpty();
        });
    }
}
