package dev.holdfast.backup.it.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.testkit.cluster.AuditEvent;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What a backup costs the API server, by its own audit log. */
abstract class BudgetContract {

    /** Of one BackupJob that a Job carries out. */
    private static final int REQUESTS = 8;

    @Test
    void aBackupCostsEightRequests(Platform platform) {
        // On a busy machine a pod may take long enough for the engine to tell the tenant so, in one write more.
        try (RealWorld world = RealWorld.on(platform, RealWorld.quietFor(Duration.ofMinutes(2)))) {
            world.write("db", "orders", "first");
            world.backUp("warm");
            world.awaitSuccess("BackupJob", "warm");
            settle(world);
            int before = world.engineRequests().size();

            world.backUp("b1");
            world.awaitSuccess("BackupJob", "b1");
            settle(world);

            List<AuditEvent> asked = world.engineRequests();
            assertThat(asked.subList(before, asked.size()))
                    .extracting(e -> e.verb() + " " + e.uri())
                    .hasSize(REQUESTS);
        }
    }

    @Test
    void aBackupWhosePodRunsCostsNothing(Platform platform) {
        try (RealWorld world = RealWorld.on(platform, RealWorld.quietFor(Duration.ofSeconds(1)))) {
            world.write("db", "orders", "first");
            world.hold("db");
            world.backUp("b1");
            world.awaitRunning("b1-backup");
            settle(world);
            int before = world.engineRequests().size();
            Awaitility.await()
                    .during(Duration.ofSeconds(6))
                    .atMost(Duration.ofSeconds(8))
                    .until(() -> world.engineRequests().size() == before);
            world.release("db");
            world.awaitSuccess("BackupJob", "b1");
        }
    }

    /** Until nothing was asked for two seconds. */
    private static void settle(RealWorld world) {
        int[] last = {-1};
        Awaitility.await()
                .pollInterval(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(60))
                .until(() -> {
                    int now = world.engineRequests().size();
                    boolean isQuiet = now == last[0];
                    last[0] = now;
                    return isQuiet;
                });
    }
}
