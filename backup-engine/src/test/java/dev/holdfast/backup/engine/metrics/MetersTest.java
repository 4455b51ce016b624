package dev.holdfast.backup.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.engine.RunListener.RunInfo;
import dev.holdfast.backup.engine.cluster.ApiException;
import dev.holdfast.backup.engine.cluster.ApiRequest;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetersTest {

    private static final RunInfo RUN = new RunInfo("BackupJob", "tenant-a", "nightly", "Backup", "g/Job");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MicrometerRuns runs = new MicrometerRuns(registry);

    private double count(String name, String... tags) {
        return registry.get(name).tags(tags).counter().count();
    }

    @Test
    void runsAreCountedByOutcomeAndTimed() {
        runs.started(RUN);
        runs.ended(RUN, "Succeeded", "BackupCompleted", Duration.ofSeconds(90));
        runs.ended(RUN, "Failed", "Forbidden", Duration.ofSeconds(10));

        assertThat(count("holdfast.runs.started")).isEqualTo(1);
        assertThat(count("holdfast.runs", "outcome", "Succeeded")).isEqualTo(1);
        assertThat(count("holdfast.runs", "outcome", "Failed")).isEqualTo(1);
        assertThat(registry.get("holdfast.run.duration")
                        .tags("outcome", "Succeeded", "operation", "Backup")
                        .timer()
                        .totalTime(TimeUnit.SECONDS))
                .isEqualTo(90);
    }

    @Test
    void aRunThatNeverStartedIsCountedButNotTimed() {
        runs.ended(new RunInfo("BackupJob", "ns", "n", "Backup", ""), "Failed", "InvalidSpec", Duration.ZERO);

        assertThat(count("holdfast.runs", "driver", "none")).isEqualTo(1);
        assertThat(registry.find("holdfast.run.duration").timer()).isNull();
    }

    @Test
    void waitsAreCountedByReasonAndDebtIsCounted() {
        runs.waiting(RUN, "CredentialsMissing", "Secret tenant-a/x");
        runs.debt(RUN, "Job tenant-a/x");

        assertThat(count("holdfast.runs.waiting", "reason", "CredentialsMissing"))
                .isEqualTo(1);
        assertThat(count("holdfast.debt", "driver", "g/Job")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"200, 2xx", "201, 2xx", "409, 4xx", "503, 5xx", ApiException.NO_ANSWER + ", none"})
    void requestsAreCountedByClassOfTheAnswer(int code, String expected) {
        new MicrometerApi(registry).answered(new ApiRequest("get", "pods/log", "tenant-a", "x"), code);

        assertThat(count("holdfast.api.requests", "verb", "get", "resource", "pods/log", "code", expected))
                .isEqualTo(1);
    }

    @Test
    void theQueuesDepthIsAskedForOnEachScrapeAndThatOfALaterEngineReplacesIt() {
        AtomicInteger depth = new AtomicInteger(3);
        EngineGauges.queueDepth(registry, () -> -1);
        EngineGauges.queueDepth(registry, depth::get);

        depth.set(5);

        assertThat(registry.get("holdfast.queue.depth").gauge().value()).isEqualTo(5);
    }

    @Test
    void theReferenceAtWorkIsOneAndNothingElse() {
        AtomicInteger atWork = new AtomicInteger(1);
        new MicrometerMeters(registry).referenceAtWork(atWork::get);
        assertThat(registry.get("holdfast.reference.at.work").gauge().value()).isEqualTo(1);

        atWork.set(0);
        assertThat(registry.get("holdfast.reference.at.work").gauge().value()).isZero();
    }

    @Test
    void noTagNamesANamespaceOrAnObject() {
        runs.started(RUN);
        runs.waiting(RUN, "Queued", "tenant-a/nightly");
        runs.ended(RUN, "Failed", "X", Duration.ofSeconds(1));
        runs.debt(RUN, "tenant-a/nightly");
        new MicrometerApi(registry).answered(new ApiRequest("get", "pods", "tenant-a", "nightly"), 200);

        assertThat(registry.getMeters()).hasSize(6).allSatisfy(meter -> assertThat(
                        meter.getId().getTags())
                .extracting(Tag::getValue)
                .noneMatch(v -> v.contains("tenant-a") || v.contains("nightly")));
    }
}
