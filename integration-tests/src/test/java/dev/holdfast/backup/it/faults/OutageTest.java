package dev.holdfast.backup.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.holdfast.backup.engine.BackupEngine;
import dev.holdfast.backup.engine.EngineBuilder;
import dev.holdfast.backup.engine.EngineOptions;
import dev.holdfast.backup.testkit.api.RequestFault;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log tells of an API server that does not answer once, not at every try, and work goes on when it does again. */
class OutageTest {

    private static final int TRIES = 8;

    /** With a lease that is renewed often; patient, so that a slow machine is no outage and nothing is given up. */
    private static EngineBuilder engine(Platform platform) {
        EngineOptions.Lease lease = new EngineOptions.Lease(
                "outage-lease", Duration.ofSeconds(30), Duration.ofMillis(400), Duration.ofSeconds(20));
        return platform.engine("engine", o -> o.withLease(l -> lease)
                .withBounds(b -> new EngineOptions.Bounds(
                        Duration.ofMinutes(5),
                        b.exit(),
                        b.forbiddenGrace(),
                        b.driverGrace(),
                        b.quiet(),
                        b.recheck(),
                        b.safetyPass())));
    }

    @Test
    void isToldOnceWhenItBeginsAndOnceWhenItIsOver() {
        String job = "unanswered";
        try (LogCapture log = new LogCapture();
                Platform platform = new Platform();
                BackupEngine engine = engine(platform).alwaysLeader().build()) {
            engine.start();
            String server = platform.api.url();
            platform.apply(waitingJob(job));
            until(() -> waits(platform, job));

            for (int outage = 1; outage <= 2; outage++) {
                int over = outage;
                begin(platform);
                platform.api.watches().cutAll();
                until(() -> unanswered(platform, "") >= TRIES);
                platform.api.faults().clear();
                platform.apply(waitingJob(job + "-after-" + over));
                until(() -> log.lines(Level.INFO, server).size() == over);
                assertThat(log.lines(Level.WARN, server)).hasSize(over);
            }
            platform.apply(Yaml.PLATFORM
                    .substring(Yaml.PLATFORM.indexOf("apiVersion: backups.cozystack.io"))
                    .replace("daily", "later"));
            until(() -> platform.find("BackupJob", job)
                    .filter(j -> j.at("/status/phase").asText().equals("Succeeded"))
                    .isPresent());

            assertThat(log.lines(Level.WARN, server)).hasSize(2).allMatch(line -> line.contains("does not answer"));
            assertThat(log.lines(Level.INFO, server)).allMatch(line -> line.contains("answers again"));
            assertThat(log.lines(Level.ERROR, job)).isEmpty();
            assertThat(log.stackTraces(job)).isEmpty();
        }
    }

    @Test
    void renewalsOfTheLeaseAreNotToldOneByOne() {
        try (LogCapture log = new LogCapture();
                Platform platform = new Platform();
                BackupEngine engine = engine(platform).build()) {
            engine.start();
            until(engine::isLeader);
            begin(platform);
            until(() -> unanswered(platform, "/leases/outage-lease") >= TRIES);
            platform.api.faults().clear();

            // An answer that was under way when the outage began may look like the end of it.
            assertThat(log.lines(Level.WARN, platform.api.url())).hasSizeBetween(1, 2);
            assertThat(log.lines(Level.WARN, "lease holdfast-system/outage-lease: "))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void worksAlsoIfNothingAnsweredWhenItsLeadershipBegan(boolean byLease) {
        try (Platform platform = new Platform();
                BackupEngine engine = byLease
                        ? engine(platform).build()
                        : engine(platform).alwaysLeader().build()) {
            platform.apply(Yaml.backupJob("b1"));
            // With the first list start() makes sure of its rights; the client sends each that is dropped twice.
            platform.api
                    .faults()
                    .add(RequestFault.on(i -> i.user().equals("engine")
                                    && i.verb().equals("list")
                                    && i.target().resource().equals("backupjobs"))
                            .skipping(1)
                            .times(6)
                            .dropping());
            engine.start();
            until(() -> platform.find("BackupJob", "b1")
                    .filter(j -> j.at("/status/phase").asText().equals("Succeeded"))
                    .isPresent());
        }
    }

    private static void begin(Platform platform) {
        platform.api.clearRequests();
        platform.api
                .faults()
                .add(RequestFault.on(i -> i.user().equals("engine")).dropping());
    }

    private static long unanswered(Platform platform, String path) {
        return platform.api.requests().stream()
                .filter(r -> r.status() == 0 && !r.verb().equals("watch"))
                .filter(r -> r.info().path().endsWith(path))
                .count();
    }

    private static String waitingJob(String name) {
        return Yaml.backupJob(name).replace("daily", "later");
    }

    private static boolean waits(Platform platform, String job) {
        return platform.find("BackupJob", job)
                .map(j -> Platform.condition(j, "Ready").path("reason").asText())
                .filter("BackupClassNotFound"::equals)
                .isPresent();
    }

    /** Patient: tries become rarer while nothing answers. */
    private static void until(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(25))
                .until(condition);
    }
}
