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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The log tells of an API server that does not answer once, not at every try, and work goes on when it does again. */
class OutageTest {

    private static final int TRIES = 12;

    private enum Leadership {
        GIVEN,
        BY_LEASE;

        /** Renewed often, so that renewals would be told often; patient, so that a slow machine is no outage. */
        BackupEngine start(Platform platform) {
            EngineBuilder builder = platform.engine(
                    "engine",
                    o -> o.withLease(l -> new EngineOptions.Lease(
                            "outage-lease", Duration.ofSeconds(30), Duration.ofMillis(400), Duration.ofSeconds(20))));
            BackupEngine engine = this == GIVEN ? builder.alwaysLeader().build() : builder.build();
            engine.start();
            return engine;
        }
    }

    @ParameterizedTest
    @EnumSource
    void isToldOnceWhenItBeginsAndOnceWhenItIsOver(Leadership leadership) {
        String job = "outage-" + leadership.ordinal();
        try (LogCapture log = new LogCapture();
                Platform platform = new Platform();
                BackupEngine engine = leadership.start(platform)) {
            String server = platform.api.url();
            platform.apply(Yaml.backupJob(job).replace("daily", "later"));
            until(() -> waits(platform, job));

            for (int outage = 1; outage <= 2; outage++) {
                int over = outage;
                platform.api
                        .faults()
                        .add(RequestFault.on(i -> i.user().equals("engine")).dropping());
                platform.api.clearRequests();
                platform.api.watches().cutAll();
                until(() -> platform.api.requests().stream()
                                .filter(r -> r.status() == 0 && !r.verb().equals("watch"))
                                .count()
                        >= TRIES);
                platform.api.faults().clear();
                until(() -> log.lines(Level.INFO, server).size() == over);
                assertThat(log.lines(Level.WARN, server)).hasSize(over);
            }
            platform.apply(Yaml.PLATFORM
                    .substring(Yaml.PLATFORM.indexOf("apiVersion: backups.cozystack.io"))
                    .replace("daily", "later"));
            until(() -> platform.find("BackupJob", job)
                    .filter(j -> j.at("/status/phase").asText().equals("Succeeded"))
                    .isPresent());

            assertThat(log.lines(Level.WARN, server)).hasSize(2).allSatisfy(line -> assertThat(line)
                    .contains("does not answer", "tried again"));
            assertThat(log.lines(Level.INFO, server))
                    .allSatisfy(line -> assertThat(line).contains("answers again"));
            assertThat(log.lines(Level.WARN, "lease holdfast-system/outage-lease: "))
                    .isEmpty();
            assertThat(log.lines(Level.ERROR, job)).isEmpty();
            assertThat(log.stackTraces(job)).isEmpty();
        }
    }

    private static boolean waits(Platform platform, String job) {
        return platform.find("BackupJob", job)
                .map(j -> Platform.condition(j, "Ready").path("reason").asText())
                .filter("BackupClassNotFound"::equals)
                .isPresent();
    }

    private static void until(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(25))
                .until(condition);
    }
}
