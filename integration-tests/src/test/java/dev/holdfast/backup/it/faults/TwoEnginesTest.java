package dev.holdfast.backup.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.engine.BackupEngine;
import dev.holdfast.backup.engine.EngineOptions;
import dev.holdfast.backup.testkit.api.LoggedRequest;
import dev.holdfast.backup.testkit.api.RequestFault;
import dev.holdfast.backup.testkit.api.RequestInfo;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Two engines with one lease: only the leader writes, and what a frozen leader still had under way does no harm. A change is refused, as
 * it names a version; a creation may be accepted once its name is free again, and then nothing of it stays.
 */
@Isolated("it counts on time, and needs the processors")
class TwoEnginesTest {

    /** A write of a run at which its leader freezes. */
    private record Write(Scenario scenario, String verb, String resource) {

        boolean is(RequestInfo info) {
            String sub = info.target().subresource();
            String name = info.target().resource() + (sub.isEmpty() ? "" : "/" + sub);
            return info.verb().equals(verb) && name.equals(resource);
        }
    }

    private static final List<Write> WRITES = List.of(
            new Write(Scenario.BACKUP, "patch", "backupjobs/status"),
            new Write(Scenario.BACKUP, "create", "jobs"),
            new Write(Scenario.BACKUP, "create", "backups"),
            new Write(Scenario.RESTORE, "create", "secrets"),
            new Write(Scenario.RESTORE, "patch", "secrets"),
            new Write(Scenario.RESTORE, "create", "jobs"),
            new Write(Scenario.RESTORE, "patch", "jobs"),
            new Write(Scenario.RESTORE, "delete", "secrets"),
            new Write(Scenario.REBUILD, "patch", "helmreleases"),
            new Write(Scenario.REBUILD, "patch", "vaultclusters"),
            new Write(Scenario.REBUILD, "delete", "persistentvolumeclaims"),
            new Write(Scenario.REBUILD, "delete", "vaultclusters"),
            new Write(Scenario.REBUILD, "create", "vaultclusters"),
            new Write(Scenario.RECLAIM, "create", "jobs"),
            new Write(Scenario.RECLAIM, "patch", "backups"));

    @TestFactory
    Stream<DynamicTest> whatAFrozenLeaderHadUnderWayDoesNoHarmOnceAnotherHasTakenOver() {
        return WRITES.stream()
                .map(m -> DynamicTest.dynamicTest(
                        m.scenario() + " frozen at " + m.verb() + " " + m.resource(), () -> freezeAt(m)));
    }

    private static void freezeAt(Write moment) {
        try (Platform platform = new Platform()) {
            moment.scenario().prepare(platform);
            CountDownLatch thaw = new CountDownLatch(1);
            AtomicBoolean frozen = new AtomicBoolean();
            BackupEngine first = candidate(platform, "engine-1");
            await().until(first::isLeader);
            BackupEngine second = candidate(platform, "engine-2");
            try {
                platform.api.faults().add(freezing(moment, frozen, thaw));
                moment.scenario().start(platform);
                await().until(frozen::get);
                await().until(second::isLeader);
                await().until(() -> moment.scenario().ended(platform, false));
                await().untilAsserted(() ->
                        assertThat(moment.scenario().wrong(platform, false)).isEmpty());
                platform.api.clearRequests();
                thaw.countDown();
                await().until(() -> !writes(platform, "engine-1").isEmpty());
                await().until(() -> second.isLeader() && !first.isLeader());
                await().untilAsserted(() ->
                        assertThat(moment.scenario().wrong(platform, false)).isEmpty());
            } finally {
                thaw.countDown();
                first.close();
                second.close();
            }
            assertThat(writes(platform, "engine-1"))
                    .as("late changes that were accepted")
                    .noneMatch(r -> r.status() < 300 && !r.verb().equals("create"));
            assertThat(platform.history.violations()).isEmpty();
        }
    }

    /** The first such request, and all that the leader asks from then on, waits on its way. */
    private static RequestFault freezing(Write moment, AtomicBoolean frozen, CountDownLatch thaw) {
        return RequestFault.on(info -> {
                    if (!info.user().equals("engine-1") || info.verb().equals("watch")) {
                        return false;
                    }
                    if (moment.is(info)) {
                        frozen.set(true);
                    }
                    return frozen.get();
                })
                .waitingFor(thaw);
    }

    @Test
    void whoeverDoesNotLeadWritesNothing() {
        try (Platform platform = new Platform()) {
            Scenario.RESTORE.prepare(platform);
            BackupEngine first = candidate(platform, "engine-1");
            await().until(first::isLeader);
            BackupEngine second = candidate(platform, "engine-2");
            try {
                Scenario.BACKUP.start(platform);
                await().until(() -> Scenario.BACKUP.ended(platform, false));
                Scenario.RESTORE.start(platform);
                await().until(() -> Scenario.RESTORE.ended(platform, false));
                assertThat(second.isLeader()).isFalse();
                assertThat(writes(platform, "engine-2")).isEmpty();
                assertThat(writes(platform, "engine-1")).isNotEmpty();
            } finally {
                second.close();
                first.close();
            }
        }
    }

    @Test
    void theNextLeaderGoesOnAtOnceWhenTheLeaseIsGivenBack() {
        try (Platform platform = new Platform()) {
            BackupEngine first = candidate(platform, "engine-1");
            await().until(first::isLeader);
            BackupEngine second = candidate(platform, "engine-2");
            try {
                first.close();
                Scenario.BACKUP.start(platform);
                await().until(() -> Scenario.BACKUP.ended(platform, false));
                await().untilAsserted(() ->
                        assertThat(Scenario.BACKUP.wrong(platform, false)).isEmpty());
            } finally {
                second.close();
            }
        }
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
