package dev.holdfast.backup.it.real;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.testkit.embedded.GuardedProcess;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two replicas, of which the leader is killed ({@code kill -9}) over and over while applications are backed up and restored. {@code
 * -Dkills.runs=200 -Dkills.kills=40} is the long form; {@code -Dkills.seed=N} draws the same moments again.
 */
@Tag("long")
@Isolated("it counts on time, and needs the processors")
@OnCluster(CrdSet.OURS)
class KillLoopTest {

    private static final Logger LOG = LoggerFactory.getLogger(KillLoopTest.class);
    private static final int RUNS = Integer.getInteger("kills.runs", 40);
    private static final int KILLS = Integer.getInteger("kills.kills", 8);
    private static final int APPLICATIONS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private final Random random = new Random(Long.getLong("kills.seed", 4711));
    private final Map<String, GuardedProcess> replicas = new ConcurrentHashMap<>();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger killed = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(APPLICATIONS);

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void everyRunEndsWellOnceHoweverOftenTheLeaderIsKilled(Platform platform) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(APPLICATIONS);
        try (RealWorld world = RealWorld.idle(platform)) {
            start(world, "replica-1");
            start(world, "replica-2");
            List<Future<?>> tenants = new ArrayList<>();
            for (int i = 0; i < APPLICATIONS; i++) {
                String application = "app" + i;
                world.apply(RealManifests.application(world.namespace, application));
                tenants.add(threads.submit(() -> backUpAndRestore(world, application)));
            }
            killLeaders(world);
            for (Future<?> tenant : tenants) {
                tenant.get();
            }
            nothingIsLeft(world);
            eachJobWasMadeOnce(world);
            LOG.info("{} runs ended well under {} kills", ended, killed);
        } finally {
            threads.shutdownNow();
            replicas.values().forEach(GuardedProcess::close);
        }
    }

    private void start(RealWorld world, String identity) {
        replicas.put(identity, Replica.start(world, identity, directory));
    }

    private boolean goesOn() {
        return ended.get() < RUNS || killed.get() < KILLS;
    }

    /** Each cycle is two runs; which of the application's Backups is restored is drawn. */
    private void backUpAndRestore(RealWorld world, String application) {
        Random draw = new Random(application.hashCode());
        Map<String, String> contents = new LinkedHashMap<>();
        try {
            for (int cycle = 0; goesOn(); cycle++) {
                String backup = application + "-b" + cycle;
                world.write(application, "orders", "content " + cycle);
                contents.put(backup, "content " + cycle);
                world.apply(RealManifests.backupJob(world.namespace, backup)
                        .replace("name: db}", "name: " + application + "}"));
                world.awaitSuccess("BackupJob", backup);
                ended.incrementAndGet();

                world.write(application, "orders", "damaged " + cycle);
                String source = List.copyOf(contents.keySet()).get(draw.nextInt(contents.size()));
                String restore = application + "-r" + cycle;
                world.restore(restore, source, "");
                world.awaitSuccess("RestoreJob", restore);
                ended.incrementAndGet();
                assertThat(world.data(application).resolve("orders")).hasContent(contents.get(source));
            }
        } finally {
            over.countDown();
        }
    }

    private void killLeaders(RealWorld world) throws InterruptedException {
        for (int next = 3; killed.get() < KILLS; next++) {
            if (over.await(500 + random.nextInt(3000), TimeUnit.MILLISECONDS)) {
                return;
            }
            String leader = Awaitility.await("a leader that lives")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> leader(world), Optional::isPresent)
                    .get();
            replicas.remove(leader).close();
            killed.incrementAndGet();
            start(world, "replica-" + next);
        }
    }

    private Optional<String> leader(RealWorld world) {
        return world
                .platform
                .client
                .resources(Lease.class)
                .inNamespace(world.systemNamespace())
                .list()
                .getItems()
                .stream()
                .map(lease -> lease.getSpec().getHolderIdentity())
                .flatMap(holder -> replicas.keySet().stream()
                        .filter(identity -> holder != null && holder.startsWith(identity + "_")))
                .findFirst();
    }

    private static void nothingIsLeft(RealWorld world) {
        Awaitility.await("locks and finalizers are gone").atMost(PATIENCE).untilAsserted(() -> {
            assertThat(world.platform
                            .client
                            .secrets()
                            .inNamespace(world.systemNamespace())
                            .list()
                            .getItems())
                    .isEmpty();
            for (String kind : List.of("BackupJob", "RestoreJob")) {
                for (JsonNode job : all(world, kind)) {
                    assertThat(job.at("/status/phase").asText())
                            .as(job.at("/metadata/name").asText())
                            .isEqualTo("Succeeded");
                    assertThat(job.at("/metadata/finalizers")).isEmpty();
                }
            }
        });
        assertThat(all(world, "Backup")).hasSameSizeAs(all(world, "BackupJob"));
    }

    private static void eachJobWasMadeOnce(RealWorld world) {
        long made = world.platform.cluster.auditEvents().stream()
                .filter(e -> e.verb().equals("create") && e.code() == 201)
                .filter(e -> e.uri().contains("/namespaces/" + world.namespace + "/jobs"))
                .count();
        assertThat(made)
                .isEqualTo(all(world, "BackupJob").size()
                        + all(world, "RestoreJob").size());
    }

    private static List<JsonNode> all(RealWorld world, String kind) {
        return world
                .platform
                .client
                .genericKubernetesResources(RealManifests.apiVersion(kind), kind)
                .inNamespace(world.namespace)
                .list()
                .getItems()
                .stream()
                .<JsonNode>map(Serialization.jsonMapper()::valueToTree)
                .toList();
    }
}
