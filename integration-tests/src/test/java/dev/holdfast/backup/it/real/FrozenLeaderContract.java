package dev.holdfast.backup.it.real;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.engine.BackupEngine;
import dev.holdfast.backup.testkit.vault.VaultCluster;
import dev.holdfast.backup.testkit.vault.VaultDriver;
import dev.holdfast.backup.testkit.vault.VaultFault;
import dev.holdfast.backup.testkit.vault.VaultKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** A leader freezes in the middle of a restore, another one goes on, and then what was frozen reaches the server. */
abstract class FrozenLeaderContract {

    @TestFactory
    Stream<DynamicTest> whatAFrozenLeaderHadUnderWayDoesNoHarmOnceAnotherHasTakenOver(Platform platform) {
        return SideBySide.tests(Map.ofEntries(
                entry("L1 create of a journal", on(platform, s -> s.afterTheEnd("create secrets", 201))),
                entry("L1 create of a cluster", on(platform, s -> s.afterTheEnd("create vaultclusters", 409))),
                entry("L1 create of a pod, its job gone", () -> podOfAJobThatIsGone(platform)),
                entry(
                        "L2 deletion of a volume",
                        on(platform, s -> s.afterTheEnd("delete persistentvolumeclaims", 409))),
                entry("L2 deletion of a cluster", on(platform, s -> s.afterTheEnd("delete vaultclusters", 409))),
                entry("L3 suspension", on(platform, s -> s.afterTheEnd("patch helmreleases", 409))),
                entry("L3 change of a cluster", on(platform, s -> s.afterTheEnd("patch vaultclusters", 409))),
                entry("L3 start of a suspended pod", () -> lateStart(platform)),
                entry("L4 status", on(platform, s -> s.afterTheEnd("patch restorejobs/status", 409))),
                entry("L5 record", on(platform, Scene::recordMeanwhile)),
                entry("L6 outcome of a pass", on(platform, Scene::outcomeMeanwhile))));
    }

    private static Executable on(Platform platform, Consumer<Scene> row) {
        return SideBySide.in(() -> new Scene(platform), row);
    }

    /** A tenant's cluster with a Backup of it that holds 17, and a leader that can be frozen. */
    private static final class Scene implements AutoCloseable {

        private final Wire wire = new Wire();
        private final PonderingDriver driver = new PonderingDriver("drained");
        private final VaultTenant tenant;
        private final VaultEngine engine;
        private final VaultCluster cluster;
        private final BackupEngine first;

        Scene(Platform platform) {
            tenant = new VaultTenant(platform);
            engine = VaultEngine.idle(tenant);
            first = engine.startReplica("one", wire, driver);
            cluster = engine.jobs.application();
            engine.jobs.backedUp(cluster, "first", "17");
            cluster.write("orders", "18");
        }

        /** The run is long over, and its tenant at work again, when the write reaches the server. */
        void afterTheEnd(String write, int answer) {
            wire.stallAt(write);
            engine.jobs.restore("r1", "first");
            BackupEngine second = another();
            awaitRestored();
            cluster.write("orders", "19");
            String restored = tenant.uid(VaultKind.CLUSTER, "vault-db");
            JsonNode ended = engine.jobs.get("RestoreJob", "r1").path("status");

            wire.letGo();

            assertThat(wire.late()).contains(new Wire.Late(write, answer));
            engine.jobs.awaitQuiet();
            awaitNothingAcceptedBut(second, answer < 300 ? Set.of(write) : Set.of());
            VaultTenant.awaitRow(cluster, "19");
            assertThat(tenant.uid(VaultKind.CLUSTER, "vault-db")).isEqualTo(restored);
            assertThat(engine.jobs.get("RestoreJob", "r1").path("status")).isEqualTo(ended);
            assertThat(engine.jobs.journals()).isEmpty();
            assertThat(tenant.isReleased()).isTrue();
        }

        /** The other leader is in the middle of the run when the record reaches the server. */
        void recordMeanwhile() {
            tenant.vault.begin(VaultFault.BOOTSTRAP_HELD);
            wire.stallAt("patch secrets");
            engine.jobs.restore("r1", "first");
            BackupEngine second = another();
            engine.jobs.awaitRebuilt();

            wire.letGo();

            assertThat(wire.late()).contains(new Wire.Late("patch secrets", 409));
            tenant.vault.end(VaultFault.BOOTSTRAP_HELD);
            awaitRestored();
            awaitNothingAcceptedBut(second, Set.of());
        }

        /** The driver's answer comes when another leader is in the middle of the run; it would end it. */
        void outcomeMeanwhile() {
            driver.takeTime();
            tenant.vault.begin(VaultFault.BOOTSTRAP_HELD);
            engine.jobs.restore("r1", "first");
            driver.awaitAsked();
            wire.stall();
            BackupEngine second = another();
            engine.jobs.awaitRebuilt();
            wire.letGo();

            driver.answer();

            awaitNothingAcceptedBut(second, Set.of());
            assertThat(wire.late())
                    .extracting(Wire.Late::request)
                    .doesNotContain("patch secrets", "patch restorejobs/status");
            assertThat(engine.jobs.get("RestoreJob", "r1").at("/status/phase").asText())
                    .isEqualTo("Running");
            tenant.vault.end(VaultFault.BOOTSTRAP_HELD);
            awaitRestored();
        }

        /** A replica that leads once the frozen one has not renewed its lease for long enough. */
        private BackupEngine another() {
            wire.awaitReached();
            return engine.startReplica("two", new Wire(), new VaultDriver());
        }

        private void awaitRestored() {
            engine.jobs.awaitPhase("RestoreJob", "r1", "Succeeded");
            VaultTenant.awaitRow(cluster, "17");
            engine.jobs.awaitQuiet();
        }

        /** The first engine is closed first, which waits for what it is still at. */
        private void awaitNothingAcceptedBut(BackupEngine second, Set<String> late) {
            VaultTenant.await(() -> second.isLeader() && !first.isLeader());
            first.close();
            assertThat(wire.late())
                    .filteredOn(Wire.Late::isAccepted)
                    .extracting(Wire.Late::request)
                    .allMatch(late::contains);
        }

        @Override
        public void close() {
            driver.answer();
            wire.letGo();
            engine.close();
            tenant.close();
        }
    }

    /** The pod's name is free again, so that the late one is made; it is suspended, and has no owner any more. */
    private static void podOfAJobThatIsGone(Platform platform) {
        Wire wire = new Wire();
        try (RealWorld world = RealWorld.besideVaults(platform)) {
            List<BackupEngine> engines = restoredByTheSecond(world, wire, "create jobs");
            world.delete("RestoreJob", "r1");
            VaultTenant.await(() -> world.find("Job", "r1-restore").isEmpty());
            world.write("db", "orders", "later");
            long pods = podsMade(world);

            wire.letGo();

            assertThat(wire.late()).contains(new Wire.Late("create jobs", 201));
            VaultTenant.await(() -> world.find("Job", "r1-restore").isEmpty());
            engines.forEach(BackupEngine::close);
            assertThat(podsMade(world)).isEqualTo(pods);
            assertThat(world.data("db").resolve("orders")).hasContent("later");
        }
    }

    private static void lateStart(Platform platform) {
        Wire wire = new Wire();
        try (RealWorld world = RealWorld.besideVaults(platform)) {
            List<BackupEngine> engines = restoredByTheSecond(world, wire, "patch jobs");
            world.write("db", "orders", "later");
            JsonNode job = world.find("Job", "r1-restore").orElseThrow();

            wire.letGo();

            assertThat(wire.late()).contains(new Wire.Late("patch jobs", 409)).noneMatch(Wire.Late::isAccepted);
            engines.forEach(BackupEngine::close);
            assertThat(world.find("Job", "r1-restore")).contains(job);
            assertThat(podsMade(world)).isEqualTo(2);
            assertThat(world.data("db").resolve("orders")).hasContent("later");
        }
    }

    /** Engines of which the first one froze at that write of restore r1, which the second one has brought to its end. */
    private static List<BackupEngine> restoredByTheSecond(RealWorld world, Wire wire, String write) {
        BackupEngine first = world.startReplica("one", wire.client(world.engineClient()));
        world.write("db", "orders", "first");
        world.backUp("b1");
        world.awaitSuccess("BackupJob", "b1");
        world.write("db", "orders", "damaged");
        wire.stallAt(write);
        world.restore("r1", "b1", "");
        wire.awaitReached();
        BackupEngine second = world.startReplica("two", world.engineClient());
        world.awaitSuccess("RestoreJob", "r1");
        assertThat(world.data("db").resolve("orders")).hasContent("first");
        return List.of(first, second);
    }

    /** How many pods were ever made in the tenant's namespace. */
    private static long podsMade(RealWorld world) {
        return world.platform.cluster.auditEvents().stream()
                .filter(e -> e.verb().equals("create") && e.code() == 201)
                .filter(e -> e.uri().matches("/api/v1/namespaces/" + world.namespace + "/pods(\\?.*)?"))
                .count();
    }
}
