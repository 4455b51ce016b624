package dev.holdfast.backup.it.engine;

import static dev.holdfast.backup.it.engine.World.condition;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.api.CoreCrds;
import dev.holdfast.backup.driver.job.JobDriver;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a backup needs before it can start may come later: it waits visibly, in bounded time, and is woken. */
class BackupNeedsTest {

    private static World woken() {
        return World.with(Backups::neverRechecking, List.of(new JobDriver()));
    }

    private static String waits(World world, String job, String reason) {
        JsonNode waiting = world.awaitReason("BackupJob", job, reason);
        assertThat(waiting.at("/status/phase").asText()).isEqualTo("Pending");
        assertThat(waiting.at("/status/startedAt").isMissingNode()).isTrue();
        String message = condition(waiting, "Ready").path("message").asText();
        assertThat(message).contains("waiting until");
        Backups.until(() -> world.events(job).contains(reason));
        return message;
    }

    @Test
    void waitsForItsClassAndRunsOnceThatIsThere() {
        try (World world = woken()) {
            world.apply(Manifests.application("db"));
            world.apply(Manifests.strategy(""));
            world.apply(Manifests.backupJob("b1"));
            assertThat(waits(world, "b1", "BackupClassNotFound")).contains("\"daily\"");

            world.apply(Manifests.backupClass());
            Backups.succeed(world, "b1");
        }
    }

    @Test
    void givesUpOnAMissingClassWhenItsWaitIsOver() {
        try (World world = World.start()) {
            world.apply(Backups.annotatedJob("b1", "backups.cozystack.io/wait-seconds: '1'"));
            assertThat(Backups.failure(world, "b1", "BackupClassNotFound"))
                    .contains("gave up after 1 s", "BackupClass \"daily\" not found");
        }
    }

    @Test
    void waitsForItsStrategyAndRunsOnceThatIsThere() {
        try (World world = woken()) {
            world.apply(Manifests.application("db"));
            world.apply(Manifests.backupClass());
            world.apply(Manifests.backupJob("b1"));
            assertThat(waits(world, "b1", "StrategyNotReady")).contains("Job tool");

            world.apply(Manifests.strategy(""));
            Backups.succeed(world, "b1");
        }
    }

    @Test
    void waitsForTheCrdOfItsStrategyWhileOtherDriversWork() {
        CustomResourceDefinition jobs = World.ourCrds().stream()
                .filter(crd -> crd.getMetadata().getName().equals("jobs.strategy.backups.cozystack.io"))
                .findFirst()
                .orElseThrow();
        try (World world = World.on(CoreCrds.all(), List.of(new JobDriver(), new CopyDriver()))) {
            world.apply(CopyDriver.CRD);
            world.apply(Manifests.application("db"));
            world.apply(Manifests.backupClass());
            world.apply(Manifests.backupJob("b1"));
            assertThat(waits(world, "b1", "NoDriver")).contains("Job", "CRD is not installed");

            world.apply(CopyDriver.BACKUP_CLASS);
            world.apply(CopyDriver.STRATEGY);
            world.apply(Manifests.backupJob("c1").replace("daily", "copies"));
            Backups.succeed(world, "c1");

            world.client.resource(jobs).create();
            world.apply(Manifests.strategy(""));
            Backups.succeed(world, "b1");
        }
    }

    @Test
    void waitsForItsApplicationAndRunsOnceThatIsThere() {
        try (World world = woken()) {
            world.apply(Manifests.strategy(""));
            world.apply(Manifests.backupClass());
            world.apply(Manifests.backupJob("b1"));
            assertThat(waits(world, "b1", "ApplicationNotFound")).contains("tenant-a/db", "Database");

            world.apply(Manifests.application("db"));
            Backups.succeed(world, "b1");
        }
    }

    @Test
    void goesOnWhenTheApplicationIsReplacedWhileItIsBackedUp() {
        try (World world = Backups.platform()) {
            world.apply(Manifests.backupJob("b1"));
            world.podRuns("b1-backup");
            world.delete("Database", "db");
            world.apply(Manifests.application("db"));

            Backups.succeed(world, "b1");
            assertThat(world.get("Backup", "b1").at("/spec/applicationRef/name").asText())
                    .isEqualTo("db");
        }
    }

    @Test
    void goesOnWithWhatItWasStartedWithWhenClassAndStrategyGo() {
        try (World world = Backups.platform()) {
            world.apply(Manifests.backupJob("b1"));
            world.podRuns("b1-backup");
            Backups.deleteClusterObject(world, "backups.cozystack.io/v1alpha1", "BackupClass", "daily");
            Backups.deleteClusterObject(world, Backups.JOB_STRATEGY, "Job", "tool");

            Backups.succeed(world, "b1");
            assertThat(world.get("Backup", "b1").at("/spec/driverMetadata").toString())
                    .contains("PAYMENTS");
        }
    }

    @Test
    void waitsForTheSecretsThatItsPodNeeds() {
        try (World world = Backups.platform()) {
            Backups.deleteClusterObject(world, Backups.JOB_STRATEGY, "Job", "tool");
            world.apply(Backups.strategy(
                    "", "name: PASSWORD, valueFrom: {secretKeyRef: {name: db-credentials, key: password}}"));
            world.apply(Manifests.backupJob("b1"));
            assertThat(waits(world, "b1", "CredentialsMissing")).contains("tenant-a/db-credentials", "password");

            world.apply(Backups.secret("db-credentials", "password: correct-horse"));
            world.podRuns("b1-backup");
            world.delete("Secret", "db-credentials");
            Backups.succeed(world, "b1");
        }
    }
}
