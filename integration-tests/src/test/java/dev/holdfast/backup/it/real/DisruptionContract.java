package dev.holdfast.backup.it.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.engine.BackupEngine;
import dev.holdfast.backup.testkit.cluster.AuditEvent;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Engines that go, leaders that fall silent, objects and namespaces that are deleted while work is under way. */
abstract class DisruptionContract {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Test
    void aBackupGoesOnWithTheNextEngineAndRunsOnce(Platform platform) {
        try (RealWorld world = RealWorld.on(platform)) {
            world.write("db", "orders", "first");
            world.hold("db");
            world.backUp("b1");
            world.awaitRunning("b1-backup");

            world.crash();
            world.release("db");

            world.awaitSuccess("BackupJob", "b1");
            assertThat(world.pods("b1-backup")).hasSize(1);
            assertThat(jobsCreated(world)).hasSize(1);
        }
    }

    @Test
    void aRestoreGoesOnWithTheNextEngineAndRunsOnce(Platform platform) {
        try (RealWorld world = RealWorld.on(platform)) {
            world.write("db", "orders", "first");
            world.backUp("b1");
            world.awaitSuccess("BackupJob", "b1");
            world.write("db", "orders", "damaged");
            world.hold("db");
            world.restore("r1", "b1", "");
            world.awaitRunning("r1-restore");

            world.crash();
            world.release("db");

            world.awaitSuccess("RestoreJob", "r1");
            assertThat(world.data("db").resolve("orders")).hasContent("first");
            assertThat(world.pods("r1-restore")).hasSize(1);
            assertThat(jobsCreated(world)).hasSize(2);
        }
    }

    @Test
    void anotherReplicaFinishesWhatASilentLeaderBegan(Platform platform) {
        try (RealWorld world = RealWorld.idle(platform)) {
            world.write("db", "orders", "first");
            KubernetesClient lost = world.engineClient();
            BackupEngine leader = world.startReplica("one", lost);
            Awaitility.await().atMost(PATIENCE).until(leader::isLeader);
            BackupEngine other = world.startReplica("two", world.engineClient());
            world.hold("db");
            world.backUp("b1");
            world.awaitRunning("b1-backup");
            assertThat(other.isLeader()).isFalse();

            // From now on the leader can neither renew its lease nor give it back.
            lost.close();
            world.release("db");

            Awaitility.await().atMost(PATIENCE).until(other::isLeader);
            world.awaitSuccess("BackupJob", "b1");
            assertThat(leader.isLeader()).isFalse();
            assertThat(jobsCreated(world)).hasSize(1);
        }
    }

    @Test
    void deletingABackupJobCollectsItsJobAndPodAndKeepsTheBackup(Platform platform) {
        try (RealWorld world = RealWorld.on(platform)) {
            world.write("db", "orders", "first");
            world.backUp("b1");
            world.awaitSuccess("BackupJob", "b1");
            assertThat(world.pods("b1-backup")).hasSize(1);

            world.delete("BackupJob", "b1");

            Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(world.find("BackupJob", "b1")).isEmpty();
                assertThat(world.find("Job", "b1-backup")).isEmpty();
                assertThat(world.pods("b1-backup")).isEmpty();
            });
            assertThat(world.find("Backup", "b1")).isPresent();
        }
    }

    @Test
    void aNamespaceGoesAwayWhileARestoreRuns(Platform platform) {
        try (RealWorld world = RealWorld.on(platform)) {
            world.write("db", "orders", "first");
            world.backUp("b1");
            world.awaitSuccess("BackupJob", "b1");
            world.hold("db");
            world.restore("r1", "b1", "");
            world.awaitRunning("r1-restore");

            platform.client.namespaces().withName(world.namespace).delete();

            Awaitility.await().atMost(PATIENCE).until(() -> Optional.ofNullable(platform.client
                            .namespaces()
                            .withName(world.namespace)
                            .get())
                    .isEmpty());
        }
    }

    private static List<AuditEvent> jobsCreated(RealWorld world) {
        return world.engineRequests().stream()
                .filter(e -> e.verb().equals("create") && e.uri().contains("/jobs") && e.code() == 201)
                .toList();
    }
}
