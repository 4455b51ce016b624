package dev.holdfast.backup.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.engine.BackupEngine;
import dev.holdfast.backup.engine.EngineOptions;
import dev.holdfast.backup.testkit.api.LoggedRequest;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Two engines with one lease: only the leader writes, and the other takes over. That a frozen leader does no harm is in the kit. */
@Isolated("it counts on time, and needs the processors")
class TwoEnginesTest {

    @Test
    void whoeverDoesNotLeadWritesNothing() {
        try (Platform platform = new Platform();
                BackupEngine first = candidate(platform, "engine-1")) {
            await().until(first::isLeader);
            try (BackupEngine second = candidate(platform, "engine-2")) {
                platform.apply(Yaml.backupJob("run"));
                await().until(() -> succeeded(platform));
                assertThat(second.isLeader()).isFalse();
                assertThat(writes(platform, "engine-2")).isEmpty();
                assertThat(writes(platform, "engine-1")).isNotEmpty();
            }
        }
    }

    @Test
    void theNextLeaderGoesOnAtOnceWhenTheLeaseIsGivenBack() {
        try (Platform platform = new Platform();
                BackupEngine first = candidate(platform, "engine-1")) {
            await().until(first::isLeader);
            try (BackupEngine second = candidate(platform, "engine-2")) {
                first.close();
                platform.apply(Yaml.backupJob("run"));
                await().until(() -> succeeded(platform));
                assertThat(second.isLeader()).isTrue();
            }
        }
    }

    private static boolean succeeded(Platform platform) {
        return platform.find("BackupJob", "run")
                .filter(j -> j.at("/status/phase").asText().equals("Succeeded"))
                .isPresent();
    }

    private static BackupEngine candidate(Platform platform, String user) {
        EngineOptions.Lease lease = new EngineOptions.Lease(
                "holdfast-engine", Duration.ofSeconds(2), Duration.ofMillis(400), Duration.ofMillis(1000));
        BackupEngine engine =
                platform.engine(user, o -> o.withLease(l -> lease)).build();
        engine.start();
        return engine;
    }

    private static List<LoggedRequest> writes(Platform platform, String user) {
        return platform.api.requests().stream()
                .filter(r -> r.info().user().equals(user) && r.info().isWrite())
                .filter(r -> !r.info().target().resource().equals("leases"))
                .toList();
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(25));
    }
}
