package dev.holdfast.backup.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.engine.EngineOptions;
import dev.holdfast.backup.engine.RunListener;
import dev.holdfast.backup.engine.cluster.Refusals;
import dev.holdfast.backup.engine.template.TemplateLanguages;
import dev.holdfast.backup.engine.work.WorkKey;
import dev.holdfast.backup.spi.Drivers;
import dev.holdfast.backup.spi.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class PendingTest {

    private static final WorkKey KEY = new WorkKey(WorkKey.Kind.BACKUP_JOB, "ns", "nightly");

    private final FakeCluster cluster = new FakeCluster();
    private final Waits waits = new Waits();
    private Instant now = Samples.NOON;
    private final EngineParts parts = new EngineParts(
            cluster,
            cluster,
            Drivers.of(List.of()),
            EngineOptions.defaults(),
            (location, credentials, access, chosenBy) -> {
                throw new AssertionError("nobody opens a store for a job that waits");
            },
            TemplateLanguages.standardLimits(),
            () -> now,
            RunListener.NONE,
            new ConcurrentHashMap<>(),
            () -> 0L);

    PendingTest() {
        cluster.put(Kinds.BACKUP_JOB, "ns", "nightly", "{}");
    }

    /** A pass, so long after the job was created. */
    private Pending after(Duration time) {
        now = Samples.NOON.plus(time);
        Events events = new Events(cluster, () -> now, "me");
        JobStatus status = new JobStatus(parts, cluster.view(Kinds.BACKUP_JOB, "ns", "nightly"));
        return new Pending(parts, waits, events, status, Operation.BACKUP, KEY);
    }

    private void isRefused(Duration time) {
        after(time).handle(Refusals.of("get", 403, "Forbidden"), Overrides.none());
    }

    private String told() {
        JobView job = cluster.view(Kinds.BACKUP_JOB, "ns", "nightly");
        return job.phase() + " " + job.condition("Ready").path("reason").asText();
    }

    @Test
    void aRefusalWithoutABreakIsWaitedOutForTheGraceTimeOnly() {
        isRefused(Duration.ZERO);
        assertThat(told()).isEqualTo("Pending Forbidden");
        isRefused(Duration.ofSeconds(119));
        assertThat(told()).isEqualTo("Pending Forbidden");
        isRefused(Duration.ofSeconds(120));
        assertThat(told()).isEqualTo("Failed Forbidden");
    }

    @Test
    void aRefusalThatComesBackHasAGraceTimeOfItsOwn() {
        isRefused(Duration.ZERO);
        after(Duration.ofMinutes(1)).await(Waiting.waiting("BackupClassNotFound", "none"), Overrides.none(), false);
        assertThat(told()).isEqualTo("Pending BackupClassNotFound");

        isRefused(Duration.ofMinutes(10));
        assertThat(told()).isEqualTo("Pending Forbidden");
    }

    @Test
    void whatTheJobWaitsForIsBoundedByTheTimeSinceItWasCreated() {
        after(Duration.ofMinutes(29)).await(Waiting.waiting("BackupClassNotFound", "none"), Overrides.none(), false);
        assertThat(told()).isEqualTo("Pending BackupClassNotFound");
        after(Duration.ofMinutes(30)).await(Waiting.waiting("BackupClassNotFound", "none"), Overrides.none(), false);
        assertThat(told()).isEqualTo("Failed BackupClassNotFound");
    }
}
