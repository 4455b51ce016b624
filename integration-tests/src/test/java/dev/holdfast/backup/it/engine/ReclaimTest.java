package dev.holdfast.backup.it.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.api.DeletionPolicy;
import dev.holdfast.backup.driver.job.JobDriver;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What deleting a Backup does, where the strategy's pod is to delete the data or nobody is. */
class ReclaimTest {

    private static final String CLEANUP = "job.backups.cozystack.io/modes: \"backup,restore,cleanup\","
            + " job.backups.cozystack.io/backoff-limit: \"0\"";

    @Test
    void letsTheBackupGoAndKeepsItsDataByDefault() {
        try (World world = World.start()) {
            Scenes.backedUp(world, CLEANUP);
            world.delete("Backup", "b1");
            Scenes.awaitGone(world, "Backup", "b1");
            assertThat(Scenes.jobs(world, "cleanup")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void runsThePodInModeCleanupAndThenLetsTheBackupGo(boolean crash) {
        try (World world = World.start()) {
            Scenes.backedUp(world, CLEANUP);
            Scenes.deleteWithData(world, "b1");
            String job = Scenes.awaitJob(world, "cleanup");
            if (crash) {
                world.crash();
            }
            JsonNode pod = world.awaitPod(job);
            assertThat(pod.at("/spec/containers/0/env").toString()).contains("\"cleanup\"", "s3://b/tenant-a/db/1.tar");
            assertThat(world.get("Job", job).at("/metadata/ownerReferences").isEmpty())
                    .isTrue();
            assertThat(world.find("Backup", "b1")).isPresent();
            if (crash) {
                world.stopEngine();
            }
            world.podSucceeds(job, "");
            if (crash) {
                world.crash();
            }
            Scenes.awaitGone(world, "Backup", "b1");
            Scenes.until("Job is collected", () -> Scenes.jobs(world, "cleanup").isEmpty());
            Scenes.awaitNoJournal(world);
        }
    }

    @Test
    void followsTheClassAndTheEngineWhereTheBackupJobSaysNothing() {
        try (World world = World.with(o -> o.withDeletionPolicy(DeletionPolicy.DELETE), List.of(new JobDriver()))) {
            Scenes.backedUp(world, CLEANUP);
            assertThat(world.get("Backup", "b1").at("/spec/deletionPolicy").asText())
                    .isEqualTo("Delete");
            Scenes.patchClass(world, "{\"spec\":{\"deletionPolicy\":\"Retain\"}}");
            Scenes.backUp(world, "b2", "s3://b/tenant-a/db/2.tar");
            assertThat(world.get("Backup", "b2").at("/spec/deletionPolicy").asText())
                    .isEqualTo("Retain");
        }
    }

    @Test
    void keepsTheBackupIfNobodyCanDeleteItsDataUntilItsPolicyIsRetain() {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            Scenes.deleteWithData(world, "b1");
            JsonNode backup = world.await(
                    "Backup",
                    "b1",
                    o -> World.condition(o, "CleanedUp").path("reason").asText().equals("DataRetained"));
            assertThat(World.condition(backup, "CleanedUp").path("message").asText())
                    .contains("ReclaimNotDeclared", "spec.deletionPolicy to Retain");
            world.patch("Backup", "b1", "{\"spec\":{\"deletionPolicy\":\"Retain\"}}");
            Scenes.awaitGone(world, "Backup", "b1");
        }
    }

    @Test
    void removesACleanUpThatFailedAndTriesAgainUnderANewName() {
        try (World world = World.start()) {
            Scenes.backedUp(world, CLEANUP);
            Scenes.deleteWithData(world, "b1");
            String first = Scenes.awaitJob(world, "cleanup");
            world.podFails(first, 1, "store is down");
            JsonNode backup = world.await("Backup", "b1", o -> World.condition(o, "CleanedUp")
                    .path("message")
                    .asText()
                    .contains("store is down"));
            assertThat(backup.at("/metadata/deletionTimestamp").asText()).isNotEmpty();
            Scenes.awaitGone(world, "Job", first);
            String second = Scenes.awaitJob(world, "cleanup");
            assertThat(second).isNotEqualTo(first);
            world.podSucceeds(second, "");
            Scenes.awaitGone(world, "Backup", "b1");
            Scenes.awaitNoJournal(world);
        }
    }

    @Test
    void waitsForARestoreThatUsesTheBackup() {
        try (World world = World.start()) {
            Scenes.backedUp(world, CLEANUP);
            Scenes.restoring(world, "r1");
            Scenes.deleteWithData(world, "b1");
            world.await("Backup", "b1", o -> World.condition(o, "CleanedUp")
                    .path("message")
                    .asText()
                    .contains("r1 is restoring it"));
            assertThat(Scenes.jobs(world, "cleanup")).isEmpty();
            world.podSucceeds("r1-restore", "");
            world.awaitPhase("RestoreJob", "r1", "Succeeded");
            world.podSucceeds(Scenes.awaitJob(world, "cleanup"), "");
            Scenes.awaitGone(world, "Backup", "b1");
        }
    }

    @Test
    void leavesDataThatAnotherBackupNamesToTheLastOfThem() {
        try (World world = World.start()) {
            Scenes.backedUp(world, CLEANUP);
            Scenes.backUp(world, "b2", "s3://b/tenant-a/db/1.tar");
            Scenes.deleteWithData(world, "b1");
            Scenes.awaitGone(world, "Backup", "b1");
            assertThat(Scenes.jobs(world, "cleanup")).isEmpty();
            Scenes.deleteWithData(world, "b2");
            world.podSucceeds(Scenes.awaitJob(world, "cleanup"), "");
            Scenes.awaitGone(world, "Backup", "b2");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void doesNotHoldANamespaceThatIsBeingDeleted(boolean underWay) {
        try (World world = World.start()) {
            Scenes.backedUp(world, CLEANUP);
            world.patch("Backup", "b1", "{\"spec\":{\"deletionPolicy\":\"Delete\"}}");
            if (underWay) {
                world.delete("Backup", "b1");
                world.podRuns(Scenes.awaitJob(world, "cleanup"));
            }
            world.client.namespaces().withName(World.NS).delete();
            Scenes.until(
                    "namespace is gone",
                    () -> world.client.namespaces().withName(World.NS).get() == null);
            Scenes.awaitNoJournal(world);
        }
    }

    @Test
    void waitsForARestoreThatUsesTheSameDataThroughAnotherBackup() {
        try (World world = World.start()) {
            Scenes.backedUp(world, CLEANUP);
            Scenes.backUp(world, "b2", "s3://b/tenant-a/db/1.tar");
            Scenes.restoring(world, "r1");
            Scenes.deleteWithData(world, "b1");
            world.await("Backup", "b1", o -> o.at("/metadata/deletionTimestamp").isTextual());
            Scenes.deleteWithData(world, "b2");
            world.await("Backup", "b2", o -> World.condition(o, "CleanedUp")
                    .path("message")
                    .asText()
                    .contains("r1 is restoring it"));
            assertThat(Scenes.jobs(world, "cleanup")).isEmpty();
        }
    }
}
