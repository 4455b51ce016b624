package dev.holdfast.backup.it.engine;

import static dev.holdfast.backup.it.engine.Manifests.RESULT;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.driver.job.JobDriver;
import dev.holdfast.backup.engine.EngineOptions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A restore that meets what a backup has left. */
class RestoreAfterBackupTest {

    @Test
    void goesOnAsSoonAsTheLastJobOfABackupIsGone() {
        try (World world = World.with(RestoreAfterBackupTest::rarelyLookingAgain, List.of(new JobDriver()))) {
            Manifests.platform(world);
            world.apply(Manifests.backupJob("b1"));
            world.podSucceeds("b1-backup", RESULT);
            world.awaitPhase("BackupJob", "b1", "Succeeded");
            world.apply(unfinished(world.get("Job", "b1-backup")));

            world.apply(Manifests.restoreJob("r1", "b1", ""));
            world.awaitReason("RestoreJob", "r1", "BackupInProgress");
            world.delete("Job", "left");

            world.awaitPhase("RestoreJob", "r1", "Running");
        }
    }

    private static EngineOptions rarelyLookingAgain(EngineOptions options) {
        return options.withBounds(b -> new EngineOptions.Bounds(
                Duration.ofMinutes(30),
                b.exit(),
                b.forbiddenGrace(),
                b.driverGrace(),
                b.quiet(),
                Duration.ofMinutes(10),
                Duration.ofMinutes(20)));
    }

    /** Like the Job of a backup, but suspended, so that no pod comes of it. */
    private static String unfinished(JsonNode job) {
        return """
               apiVersion: batch/v1
               kind: Job
               metadata: {name: left, namespace: tenant-a, labels: %s}
               spec:
                 suspend: true
                 template:
                   spec: {restartPolicy: Never, containers: [{name: run, image: none}]}
               """
                .formatted(job.at("/metadata/labels"));
    }
}
