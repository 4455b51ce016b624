package dev.holdfast.backup.it.engine;

import static dev.holdfast.backup.it.engine.Manifests.RESULT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What a backup costs the API server once the engine is warm. */
class RequestBudgetTest {

    private static void warmUp(World world) {
        world.apply(Manifests.backupJob("warm"));
        Backups.succeed(world, "warm");
        Backups.until(() -> world.events("warm").contains("BackupCompleted"));
        Backups.until(() -> world.engine().health().stream().allMatch(h -> h.ok()));
        world.api.clearRequests();
    }

    private static List<String> asked(World world) {
        return world.engineRequests().stream()
                .map(r -> r.verb() + " " + r.path())
                .toList();
    }

    /** No request for longer than it takes to look at everything again for safety's sake. */
    private static void isQuiet(World world) {
        AtomicInteger last = new AtomicInteger();
        Awaitility.await()
                .during(Duration.ofSeconds(7))
                .atMost(Duration.ofSeconds(40))
                .until(() -> {
                    int now = asked(world).size();
                    return last.getAndSet(now) == now;
                });
    }

    @Test
    void costsEightRequests() {
        try (World world = Backups.tellingNoWaits()) {
            warmUp(world);
            world.apply(Manifests.backupJob("b1"));
            world.podSucceeds("b1-backup", RESULT);
            world.awaitPhase("BackupJob", "b1", "Succeeded");
            Backups.until(() -> world.events("b1").contains("BackupCompleted"));

            String lock = "get /api/v1/namespaces/holdfast-system/secrets/";
            assertThat(asked(world).stream().map(r -> r.startsWith(lock) ? lock : r))
                    .containsExactly(
                            "get /apis/apps.cozystack.io/v1alpha1/namespaces/tenant-a/databases/db",
                            "patch /apis/backups.cozystack.io/v1alpha1/namespaces/tenant-a/backupjobs/b1/status",
                            lock,
                            "create /api/v1/namespaces/tenant-a/events",
                            "create /apis/batch/v1/namespaces/tenant-a/jobs",
                            "create /apis/backups.cozystack.io/v1alpha1/namespaces/tenant-a/backups",
                            "patch /apis/backups.cozystack.io/v1alpha1/namespaces/tenant-a/backupjobs/b1/status",
                            "create /api/v1/namespaces/tenant-a/events");
        }
    }

    @Test
    void asksNothingWhileThePodIsAtWork() {
        try (World world = Backups.tellingNoWaits()) {
            warmUp(world);
            world.apply(Manifests.backupJob("b1"));
            world.podRuns("b1-backup");
            Backups.until(() -> asked(world).size() >= 5);
            isQuiet(world);
        }
    }

    @Test
    void asksNothingWhileAnObjectIsAwaitedThatIsWatched() {
        try (World world = Backups.tellingNoWaits()) {
            warmUp(world);
            world.apply(Manifests.backupJob("b1").replace("daily", "weekly"));
            world.awaitReason("BackupJob", "b1", "BackupClassNotFound");
            Backups.until(() -> world.events("b1").contains("BackupClassNotFound"));
            isQuiet(world);
        }
    }
}
