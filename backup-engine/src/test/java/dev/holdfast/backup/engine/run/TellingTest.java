package dev.holdfast.backup.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.engine.EngineOptions;
import dev.holdfast.backup.engine.RunListener;
import dev.holdfast.backup.engine.template.TemplateLanguages;
import dev.holdfast.backup.engine.work.WorkKey;
import dev.holdfast.backup.spi.Drivers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class TellingTest {

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
                throw new AssertionError("nobody opens a store to tell of a wait");
            },
            TemplateLanguages.standardLimits(),
            () -> now,
            RunListener.NONE,
            new ConcurrentHashMap<>(),
            () -> 0L);
    private final Events events = new Events(cluster, () -> now, "me");

    TellingTest() {
        cluster.put(Kinds.BACKUP_JOB, "ns", "nightly", "{}");
    }

    /** Whether a pass tells it, with a status read anew. */
    private boolean tell(String reason, String message, boolean started) {
        JobStatus status = new JobStatus(parts, cluster.view(Kinds.BACKUP_JOB, "ns", "nightly"));
        StatusPatch patch = status.patch();
        boolean told = new Telling(waits, events, status, KEY).tell(patch, "dump", reason, message, started);
        if (told) {
            status.write(patch);
        }
        return told;
    }

    private String ready() {
        JsonNode ready = cluster.view(Kinds.BACKUP_JOB, "ns", "nightly").condition("Ready");
        return ready.path("status").asText() + " " + ready.path("reason").asText() + " "
                + ready.path("message").asText();
    }

    @Test
    void aNewReasonIsToldWithAnEvent() {
        assertThat(tell("PodNotStarting", "no image", false)).isTrue();

        assertThat(ready()).isEqualTo("False PodNotStarting no image");
        assertThat(cluster.created).extracting(e -> e.path("reason").asText()).containsExactly("PodNotStarting");
    }

    @Test
    void theSameAgainIsNotTold() {
        tell("PodNotStarting", "no image", false);

        assertThat(tell("PodNotStarting", "no image", false)).isFalse();
    }

    @Test
    void aMessageThatChangesUnderOneReasonIsToldAtMostEveryMinuteAndWithoutAnEvent() {
        tell("PodNotStarting", "no image", false);

        now = now.plus(Duration.ofSeconds(50));
        assertThat(tell("PodNotStarting", "still none", false)).isFalse();
        now = now.plus(Duration.ofSeconds(10));
        assertThat(tell("PodNotStarting", "still none", false)).isTrue();

        assertThat(ready()).isEqualTo("False PodNotStarting still none");
        assertThat(cluster.created).hasSize(1);
    }

    @Test
    void anotherReasonIsToldAtOnce() {
        tell("PodNotStarting", "no image", false);

        assertThat(tell("CredentialsMissing", "no Secret", false)).isTrue();
        assertThat(cluster.created).hasSize(2);
    }

    @Test
    void workThatGoesOnIsRunningAndCostsOneWrite() {
        assertThat(tell("PodRunning", "10 %", true)).isTrue();
        assertThat(tell("PodRunning", "20 %", true)).isFalse();

        assertThat(ready()).isEqualTo("Unknown Running stage 'dump' is under way");
        assertThat(cluster.created).isEmpty();
    }

    @Test
    void whatAPersonMustKnowIsToldAlsoWhileWorkGoesOn() {
        assertThat(tell("StoreUnreachable", "no answer", true)).isTrue();

        assertThat(ready()).isEqualTo("Unknown StoreUnreachable no answer");
    }
}
