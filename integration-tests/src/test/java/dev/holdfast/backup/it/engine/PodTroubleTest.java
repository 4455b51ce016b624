package dev.holdfast.backup.it.engine;

import static dev.holdfast.backup.it.engine.World.condition;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Pods that do not start, fail, or do not end: the tenant is told why, without secrets, and nothing is left running. */
class PodTroubleTest {

    private static final String PULL = "Back-off pulling image registry.example/tool:1";

    @Test
    void failsAPodThatDoesNotStartWithWhatKeepsIt() {
        try (World world = Backups.platform("job.backups.cozystack.io/startup-deadline-seconds: '8'")) {
            world.apply(Manifests.backupJob("b1"));
            world.podWaits("b1-backup", "ImagePullBackOff", PULL);
            JsonNode waiting = world.await(
                    "BackupJob",
                    "b1",
                    j -> condition(j, "Ready").path("message").asText().contains(PULL));
            assertThat(waiting.at("/status/phase").asText()).isEqualTo("Running");
            assertThat(condition(waiting, "Ready").path("reason").asText()).isEqualTo("PodNotStarting");
            assertThat(condition(waiting, "Ready").path("message").asText())
                    .contains("ImagePullBackOff", "waiting until");

            assertThat(Backups.failure(world, "b1", "PodNotStarting"))
                    .contains("had not begun within 8 s", "ImagePullBackOff", PULL);
            assertThat(world.find("Job", "b1-backup")).isEmpty();
            assertThat(world.pods("b1-backup")).isEmpty();
        }
    }

    @Test
    void failsWithExitCodeAndLastWordsOfThePodAndKeepsTheFinishedJob() {
        try (World world = Backups.platform("job.backups.cozystack.io/backoff-limit: '0'")) {
            world.apply(Manifests.backupJob("b1"));
            world.podFails("b1-backup", 28, "no space left on device");
            assertThat(Backups.failure(world, "b1", "BackoffLimitExceeded"))
                    .contains("container run exited with 28 (Error)", "no space left on device");
            assertThat(world.find("Job", "b1-backup")).isPresent();
            assertThat(condition(world.get("BackupJob", "b1"), "CleanedUp").isMissingNode())
                    .isTrue();
        }
    }

    @Test
    void masksTheValuesOfSecretsInEveryText() {
        try (World world = World.start()) {
            world.apply(Manifests.application("db"));
            world.apply(Manifests.backupClass());
            world.apply(Backups.strategy(
                    "job.backups.cozystack.io/backoff-limit: '0'",
                    "name: API_TOKEN, value: plain-token-4711",
                    "name: LOGIN, valueFrom: {secretKeyRef: {name: db-credentials, key: password}}"));
            world.apply(Backups.secret("db-credentials", "password: correct-horse-battery"));
            world.apply(Manifests.backupJob("b1"));
            world.podFails("b1-backup", 1, "login with correct-horse-battery and plain-token-4711 refused");

            assertThat(Backups.failure(world, "b1", "BackoffLimitExceeded")).contains("login with", "refused");
            String told =
                    world.get("BackupJob", "b1") + Backups.events(world, "b1").toString();
            assertThat(told).doesNotContain("correct-horse-battery", "plain-token-4711");
        }
    }

    @Test
    void replacesAFailedPodAsOftenAsTheStrategyAllows() {
        try (World world = Backups.platform("job.backups.cozystack.io/backoff-limit: '1'")) {
            world.apply(Manifests.backupJob("b1"));
            world.podFails("b1-backup", 1, "connection reset");
            Backups.until(() -> world.pods("b1-backup").size() == 2);
            world.podSucceeds("b1-backup", Manifests.RESULT);
            world.awaitPhase("BackupJob", "b1", "Succeeded");
        }
    }

    @Test
    void endsARunAtItsDeadline() {
        try (World world = Backups.platform()) {
            world.apply(Manifests.backupJob("b1") + "  deadlines: {runSeconds: 4}\n");
            world.podRuns("b1-backup");
            assertThat(Backups.failure(world, "b1", "DeadlineExceeded")).contains("was not over within 4 s");
            Backups.until(() -> world.pods("b1-backup").isEmpty());
        }
    }

    @Test
    void tellsAtTheDeadlineWhatWasLastWaitedFor() {
        try (World world = Backups.platform()) {
            world.apply(Manifests.backupJob("b1") + "  deadlines: {runSeconds: 4}\n");
            world.podWaits("b1-backup", "ImagePullBackOff", PULL);
            assertThat(world.awaitPhase("BackupJob", "b1", "Failed")
                            .at("/status/message")
                            .asText())
                    .contains("was not over within 4 s", "last: ")
                    .doesNotContain("waiting until");
        }
    }

    @Test
    void takesDeadlinesOfAnnotationsWhereTheJobSaysNoneAndOfTheClassBelowThem() {
        try (World world = World.start()) {
            world.apply(Manifests.application("db"));
            world.apply(Manifests.strategy(""));
            world.apply(Manifests.backupClass() + "  deadlines: {startSeconds: 2}\n");
            world.apply(Manifests.backupJob("b1"));
            world.apply(Backups.annotatedJob("b2", "backups.cozystack.io/start-seconds: '3'"));
            world.podWaits("b1-backup", "CreateContainerConfigError", "secret not found");
            world.podWaits("b2-backup", "CreateContainerConfigError", "secret not found");
            assertThat(Backups.failure(world, "b1", "PodNotStarting")).contains("had not begun within 2 s");
            assertThat(Backups.failure(world, "b2", "PodNotStarting")).contains("had not begun within 3 s");
        }
    }

    @Test
    void countsWorkThatWasFinishedWhenTheDeadlineCame() {
        try (World world = Backups.platform()) {
            world.apply(Manifests.backupJob("b1") + "  deadlines: {runSeconds: 12}\n");
            world.podRuns("b1-backup");
            world.awaitReason("BackupJob", "b1", "Running");
            world.stopEngine();
            world.podSucceeds("b1-backup", Manifests.RESULT);
            Backups.until(() -> condition(world.get("Job", "b1-backup"), "Complete")
                    .path("status")
                    .asText()
                    .equals("True"));
            Backups.until(() -> world.api
                    .clock()
                    .instant()
                    .isAfter(java.time.Instant.parse(world.get("BackupJob", "b1")
                                    .at("/status/startedAt")
                                    .asText())
                            .plusSeconds(13)));
            world.crash();
            world.awaitPhase("BackupJob", "b1", "Succeeded");
        }
    }

    @Test
    void makesANewJobWhenItsOwnIsDeletedHalfWay() {
        try (World world = Backups.platform()) {
            world.apply(Manifests.backupJob("b1"));
            world.podRuns("b1-backup");
            String first = Backups.uid(world.get("Job", "b1-backup"));
            world.delete("Job", "b1-backup");
            world.await(
                    "Job",
                    "b1-backup",
                    j -> !j.isMissingNode() && !Backups.uid(j).equals(first));
            Backups.until(() -> world.pods("b1-backup").size() == 1);

            Backups.succeed(world, "b1");
            assertThat(Backups.recorded(world)).containsExactly("b1");
        }
    }
}
