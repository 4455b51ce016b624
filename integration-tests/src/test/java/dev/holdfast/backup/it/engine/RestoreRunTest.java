package dev.holdfast.backup.it.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** A restore, from RestoreJob to its end. */
class RestoreRunTest {

    @Test
    void restoresInPlaceAndGivesItsLockBack() {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            Scenes.restore(world, "r1");
            world.podSucceeds("r1-restore", "");

            JsonNode job = world.awaitPhase("RestoreJob", "r1", "Succeeded");
            assertThat(Scenes.reason(job)).isEqualTo("RestoreCompleted");
            assertThat(job.at("/status/target/name").asText()).isEqualTo("db");
            assertThat(job.at("/status/target/kind").asText()).isEqualTo("Database");
            assertThat(job.at("/status/backupRef/name").asText()).isEqualTo("b1");
            assertThat(job.at("/status/startedAt").asText()).isNotEmpty();
            assertThat(job.at("/status/completedAt").asText()).isNotEmpty();
            Scenes.awaitNoJournal(world);
            world.await("RestoreJob", "r1", o -> o.at("/metadata/finalizers").isEmpty());
            Scenes.until("event", () -> world.events("r1").contains("RestoreCompleted"));
        }
    }

    @Test
    void runsOneJobOfItsOwnThatIsToldWhatToRestore() {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            world.apply(Manifests.application("copy"));
            Scenes.restore(world, "r1", "b1", "targetApplicationRef: {kind: Database, name: copy}");
            String env =
                    world.awaitPod("r1-restore").at("/spec/containers/0/env").toString();
            assertThat(env)
                    .contains("\"restore\"", "\"copy\"", "\"PAYMENTS\"", "\"b1 of db at s3://b/tenant-a/db/1.tar\"");
            JsonNode job = world.get("Job", "r1-restore");
            JsonNode owner = job.at("/metadata/ownerReferences/0");
            assertThat(owner.path("kind").asText()).isEqualTo("RestoreJob");
            assertThat(owner.path("uid").asText())
                    .isEqualTo(world.get("RestoreJob", "r1").at("/metadata/uid").asText());
            JsonNode labels = job.at("/metadata/labels");
            assertThat(labels.path("job.strategy.backups.cozystack.io/mode").asText())
                    .isEqualTo("restore");
            assertThat(labels.path("backups.cozystack.io/owned-by.BackupJobName")
                            .asText())
                    .isEqualTo("r1");
            world.podSucceeds("r1-restore", "");
            JsonNode done = world.awaitPhase("RestoreJob", "r1", "Succeeded");
            assertThat(done.at("/status/target/name").asText()).isEqualTo("copy");
        }
    }

    @Test
    void keepsItsJournalInTheEnginesNamespaceWhileItRuns() {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            Scenes.restoring(world, "r1");
            assertThat(Scenes.journals(world)).singleElement().satisfies(journal -> {
                assertThat(journal.at("/metadata/namespace").asText()).isEqualTo(Scenes.ENGINE_NS);
                assertThat(journal.at("/metadata/name").asText()).startsWith("holdfast-lock-");
            });
            world.podSucceeds("r1-restore", "");
            world.awaitPhase("RestoreJob", "r1", "Succeeded");
            Scenes.awaitNoJournal(world);
        }
    }

    @Test
    void restoresTheNamedBackupNotTheNewest() {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            Scenes.backUp(world, "b2", "s3://b/tenant-a/db/2.tar");
            Scenes.restore(world, "r1");
            String env =
                    world.awaitPod("r1-restore").at("/spec/containers/0/env").toString();
            assertThat(env).contains("\"b1 of db at s3://b/tenant-a/db/1.tar\"").doesNotContain("2.tar");
        }
    }

    @Test
    void goesOnAfterACrashAtEveryStage() {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            Scenes.restore(world, "r1");
            world.crash();
            world.awaitPod("r1-restore");
            world.crash();
            world.podRuns("r1-restore");
            world.crash();
            world.podSucceeds("r1-restore", "");
            world.crash();
            world.awaitPhase("RestoreJob", "r1", "Succeeded");
            world.crash();
            Scenes.awaitNoJournal(world);
            assertThat(world.pods("r1-restore")).hasSize(1);
        }
    }

    @Test
    void restoresOfTwoTargetsRunTogether() {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            world.apply(Manifests.application("copy"));
            Scenes.restore(world, "r1");
            Scenes.restore(world, "r2", "b1", "targetApplicationRef: {kind: Database, name: copy}");
            world.podRuns("r1-restore");
            world.podRuns("r2-restore");
            world.podSucceeds("r1-restore", "");
            world.podSucceeds("r2-restore", "");
            world.awaitPhase("RestoreJob", "r1", "Succeeded");
            world.awaitPhase("RestoreJob", "r2", "Succeeded");
        }
    }

    @Test
    void warnsOfAStrategyThatChangedAndGoesOnWithTheCurrentOne() {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            Scenes.patchStrategy(world, changedImage());
            Scenes.restore(world, "r1");
            assertThat(world.awaitPod("r1-restore")
                            .at("/spec/containers/0/image")
                            .asText())
                    .isEqualTo("registry.example/tool:2");
            Scenes.until("warning", () -> world.events("r1").contains("StrategyChanged"));
        }
    }

    @Test
    void usesTheRecordedStrategyIfItIsPinned() {
        try (World world = World.start()) {
            Scenes.backedUp(world, "job.backups.cozystack.io/pin-strategy: \"true\"");
            Scenes.patchStrategy(world, changedImage());
            Scenes.restore(world, "r1");
            assertThat(world.awaitPod("r1-restore")
                            .at("/spec/containers/0/image")
                            .asText())
                    .isEqualTo("registry.example/tool:1");
            Scenes.until("warning", () -> world.events("r1").contains("StrategyChanged"));
        }
    }

    @Test
    void needsNeitherTheStrategyNorTheClassAnyMore() {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            Scenes.deleteStrategy(world);
            Scenes.deleteClass(world);
            Scenes.restore(world, "r1");
            world.podSucceeds("r1-restore", "");
            world.awaitPhase("RestoreJob", "r1", "Succeeded");
        }
    }

    private static String changedImage() {
        return "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"run\","
                + "\"image\":\"registry.example/tool:2\"}]}}}}";
    }
}
