package dev.holdfast.backup.it.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.driver.job.JobDriver;
import dev.holdfast.backup.engine.EngineOptions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Backup is verified by the strategy's own pod. */
class VerifyTest {

    private static final String VERIFY = "job.backups.cozystack.io/modes: \"backup,restore,verify\","
            + " job.backups.cozystack.io/backoff-limit: \"0\"";

    private static JsonNode awaitVerified(World world, String value) {
        return world.await(
                "Backup",
                "b1",
                o -> World.condition(o, "Verified").path("status").asText().equals(value));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isVerifiedAsOftenAsItIsAskedFor(boolean crash) {
        try (World world = World.start()) {
            Scenes.backedUp(world, VERIFY);
            world.engine().operations().verify(World.NS, "b1");
            String first = Scenes.awaitJob(world, "verify");
            assertThat(world.awaitPod(first).at("/spec/containers/0/env").toString())
                    .contains("\"verify\"", "s3://b/tenant-a/db/1.tar");
            if (crash) {
                world.crash();
            }
            world.engine().operations().verify(World.NS, "b1");
            world.podSucceeds(first, "");
            awaitVerified(world, "True");
            Scenes.until("Job is collected", () -> Scenes.jobs(world, "verify").isEmpty());

            world.engine().operations().verify(World.NS, "b1");
            String second = Scenes.awaitJob(world, "verify");
            assertThat(second).isNotEqualTo(first);
            world.podFails(second, 1, "checksum differs");
            JsonNode damaged = awaitVerified(world, "False");
            assertThat(World.condition(damaged, "Verified").path("reason").asText())
                    .isEqualTo("VerificationFailed");
            assertThat(World.condition(damaged, "Verified").path("message").asText())
                    .contains("checksum differs");
            assertThat(damaged.at("/status/phase").asText()).isEqualTo("Ready");
        }
    }

    @Test
    void saysSoIfNobodyCanVerify() {
        try (World world = World.start()) {
            Scenes.backedUp(world, "");
            world.engine().operations().verify(World.NS, "b1");
            JsonNode backup = awaitVerified(world, "False");
            assertThat(World.condition(backup, "Verified").path("message").asText())
                    .contains("does not declare mode 'verify'");
        }
    }

    @Test
    void isCancelledByDeletingTheBackup() {
        try (World world = World.start()) {
            Scenes.backedUp(world, VERIFY);
            world.engine().operations().verify(World.NS, "b1");
            world.podRuns(Scenes.awaitJob(world, "verify"));
            world.delete("Backup", "b1");
            Scenes.awaitGone(world, "Backup", "b1");
            assertThat(Scenes.jobs(world, "verify")).isEmpty();
        }
    }

    @Test
    void isFalseForABackupThatIsNotThere() {
        try (World world = World.start()) {
            assertThat(world.engine().operations().verify(World.NS, "b1")).isFalse();
        }
    }

    @Test
    void givesUpWaitingForASecretInTheEnd() {
        try (World world = World.with(
                o -> o.withBounds(b -> new EngineOptions.Bounds(
                        Duration.ofSeconds(8),
                        b.exit(),
                        b.forbiddenGrace(),
                        b.driverGrace(),
                        b.quiet(),
                        b.recheck(),
                        b.safetyPass())),
                List.of(new JobDriver()))) {
            Scenes.backedUp(world, VERIFY);
            Scenes.patchStrategy(
                    world,
                    "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"run\",\"image\":\"i\",\"envFrom\":"
                            + "[{\"secretRef\":{\"name\":\"keys\"}}]}]}}}}");
            world.engine().operations().verify(World.NS, "b1");
            world.await(
                    "Backup",
                    "b1",
                    o -> World.condition(o, "Verified").path("reason").asText().equals("CredentialsMissing"));
            JsonNode backup = awaitVerified(world, "False");
            assertThat(World.condition(backup, "Verified").path("message").asText())
                    .contains("keys");
        }
    }
}
