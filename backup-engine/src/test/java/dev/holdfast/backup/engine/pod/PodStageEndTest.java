package dev.holdfast.backup.engine.pod;

import static dev.holdfast.backup.engine.pod.Samples.READ_AT;
import static dev.holdfast.backup.engine.pod.Samples.RESULT;
import static dev.holdfast.backup.engine.pod.Samples.STARTED_AT;
import static dev.holdfast.backup.engine.pod.Samples.complete;
import static dev.holdfast.backup.engine.pod.Samples.containers;
import static dev.holdfast.backup.engine.pod.Samples.failed;
import static dev.holdfast.backup.engine.pod.Samples.jobWith;
import static dev.holdfast.backup.engine.pod.Samples.object;
import static dev.holdfast.backup.engine.pod.Samples.pod;
import static dev.holdfast.backup.engine.pod.Samples.succeeded;
import static dev.holdfast.backup.engine.pod.Samples.terminated;
import static dev.holdfast.backup.engine.pod.Samples.view;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.engine.redact.Redactor;
import dev.holdfast.backup.spi.BackupResult;
import dev.holdfast.backup.spi.Done;
import dev.holdfast.backup.spi.Failed;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.Observation;
import dev.holdfast.backup.spi.PodSettings;
import dev.holdfast.backup.spi.Warning;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodStageEndTest {

    private static final PodSettings DEFAULTS = PodSettings.defaults();
    private static final PodSettings PLANNED = DEFAULTS.withPlannedUri(Optional.of("s3://bucket/planned"));

    @Test
    void isDoneWithTheReportedResult() {
        Done done = done(view(complete(), succeeded(RESULT)), DEFAULTS);

        assertThat(done.result())
                .contains(BackupResult.of(STARTED_AT, "s3://bucket/a.tar")
                        .reported(OptionalLong.of(12), Optional.empty()));
        assertThat(done.warnings()).isEmpty();
    }

    @Test
    void recordsTheReportedUriAndWarnsWhenItIsNotThePlannedOne() {
        Done done = done(view(complete(), succeeded(RESULT)), PLANNED);

        assertThat(done.result().flatMap(BackupResult::uri)).contains("s3://bucket/a.tar");
        assertThat(done.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.reason()).isEqualTo("ArtifactUriMismatch");
            assertThat(warning.message()).contains("s3://bucket/a.tar", "s3://bucket/planned");
        });
    }

    @Test
    void doesNotWarnWhenTheReportedUriIsThePlannedOne() {
        PodSettings settings = DEFAULTS.withPlannedUri(Optional.of("s3://bucket/a.tar"));

        assertThat(done(view(complete(), succeeded(RESULT)), settings).warnings())
                .isEmpty();
    }

    @Test
    void takesThePlannedUriWhenTheResultNamesNone() {
        Done done = done(view(complete(), succeeded("{\"kind\": \"RunResult\"}")), PLANNED);

        assertThat(done.result()).contains(BackupResult.of(STARTED_AT, "s3://bucket/planned"));
        assertThat(done.warnings()).isEmpty();
    }

    @Test
    void keepsTheFreeTextAsAFactWithoutSecrets() {
        PodView view = view(complete(), succeeded("{\"kind\": \"RunResult\", \"message\": \"used hunter2\"}"));

        Observation observation = PodStage.observe(view, DEFAULTS, true, Redactor.of(List.of("hunter2")));

        assertThat(((Done) observation).facts().path(PodStage.MESSAGE_FACT).asText())
                .isEqualTo("used ***");
    }

    @Test
    void warnsWhenASucceededPodReportedNothing() {
        Done done = done(view(complete(), succeeded("")), DEFAULTS);

        assertThat(done.result()).contains(BackupResult.unidentified(STARTED_AT));
        assertThat(done.warnings()).extracting(Warning::reason).containsExactly("ResultInvalid");
    }

    @Test
    void warnsWhenTheResultIsMalformedAndStillRecordsThePlannedUri() {
        Done done = done(view(complete(), succeeded("not a result")), PLANNED);

        assertThat(done.result()).contains(BackupResult.of(STARTED_AT, "s3://bucket/planned"));
        assertThat(done.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.reason()).isEqualTo("ResultInvalid");
            assertThat(warning.message()).contains("container main");
        });
    }

    @ParameterizedTest
    @CsvSource({"''", "not a result", "'{\"kind\": \"RunResult\", \"artifact\": {\"uri\": \"x\"}}'"})
    void failsWithoutAWellFormedResultWhereOneIsRequired(String message) {
        Failed failed = fails(view(complete(), succeeded(message)), PLANNED.withResultRequired(true));

        assertThat(failed.reason()).isEqualTo("ResultInvalid");
    }

    @Test
    void readsTheResultFromTheLogWhereThereIsNoMessage() {
        PodView view = view(complete(), succeeded("")).withLog("BACKUP_RESULT " + RESULT);

        assertThat(done(view, DEFAULTS.withResultRequired(true)).result().flatMap(BackupResult::uri))
                .contains("s3://bucket/a.tar");
    }

    @Test
    void readsTheSucceededPodAndNotAFailedAttempt() {
        GenericKubernetesResource attempt =
                pod("p0", "Failed", containers(terminated("main", 1, "Error", RESULT.replace("a.tar", "partial"))));

        assertThat(done(view(complete(), attempt, succeeded(RESULT)), DEFAULTS).result())
                .hasValueSatisfying(r -> assertThat(r.uri()).contains("s3://bucket/a.tar"));
    }

    @Test
    void doesNotBelieveAPodThatTheJobDoesNotControl() {
        GenericKubernetesResource stranger = succeeded(RESULT);
        stranger.getMetadata().getOwnerReferences().get(0).setUid("another-job");

        assertThat(done(view(complete(), stranger), DEFAULTS).result()).contains(BackupResult.unidentified(STARTED_AT));
    }

    @Test
    void saysThatNoSucceededPodIsLeft() {
        assertThat(done(view(complete()), DEFAULTS).warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.message()).contains("none of its pods"));
        assertThat(fails(view(complete()), DEFAULTS.withResultRequired(true)).reason())
                .isEqualTo("ResultInvalid");
    }

    @Test
    void isDoneWithoutAResultOutsideABackup() {
        PodView view = view(complete(), succeeded("not a result"));

        assertThat(PodStage.observe(view, DEFAULTS.withResultRequired(true), false, Redactor.none()))
                .isEqualTo(Done.done());
    }

    @Test
    void takesTheTimeOfReadingForAJobThatTellsNone() {
        GenericKubernetesResource job = object(
                """
                {"kind": "Job", "metadata": {"name": "j", "namespace": "n", "uid": "job-uid"},
                 "status": {"startTime": null, "conditions": [{"type": "Complete", "status": "True"}]}}
                """);

        assertThat(done(view(job), DEFAULTS).result().map(BackupResult::takenAt))
                .contains(READ_AT);
    }

    @Test
    void prefersTheReportedTimeToTheStartOfTheJob() {
        PodView view = view(complete(), succeeded("{\"kind\": \"RunResult\", \"takenAt\": \"2026-05-01T12:00:30Z\"}"));

        assertThat(done(view, DEFAULTS).result().map(BackupResult::takenAt))
                .contains(Instant.parse("2026-05-01T12:00:30Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "BackoffLimitExceeded, BackoffLimitExceeded",
        "DeadlineExceeded, DeadlineExceeded",
        "PodFailurePolicy, PodFailurePolicy",
        "MaxFailedIndexesExceeded, JobFailed",
        "'', JobFailed"
    })
    void failsWithAReasonPeopleCanLookUp(String reason, String expected) {
        Failed failed = fails(view(jobWith("Failed", reason, "why")), DEFAULTS);

        assertThat(failed.reason()).isEqualTo(expected);
        assertThat(failed.message()).contains("why");
        assertThat(failed.problems().get(0).involvedObject())
                .contains(ObjectRef.of("batch/v1", "Job", "tenant", "db-backup"));
    }

    @Test
    void failsInARestoreAsInABackup() {
        assertThat(PodStage.observe(view(failed()), DEFAULTS, false, Redactor.none()))
                .isInstanceOf(Failed.class);
    }

    @Test
    void addsTheEndOfTheLogToTheFailure() {
        PodView view = view(failed(), pod("p1", "Failed", containers(terminated("main", 2, "Error", ""))))
                .withLog("connecting\nno route to host\n");

        assertThat(fails(view, DEFAULTS).message()).endsWith("connecting\nno route to host");
    }

    @Test
    void hasEndedWhenCompleteOrFailedOnly() {
        assertThat(PodStage.hasEnded(complete())).isTrue();
        assertThat(PodStage.hasEnded(failed())).isTrue();
        assertThat(PodStage.hasEnded(jobWith("SuccessCriteriaMet", "", ""))).isFalse();
        assertThat(PodStage.hasEnded(jobWith("FailureTarget", "", ""))).isFalse();
    }

    @Test
    void wantsTheLogOfASuccessOnlyForAMissingResult() {
        LogSource main = new LogSource("p1", "main");

        assertThat(PodStage.logToRead(view(complete(), succeeded("")), DEFAULTS, true))
                .contains(main);
        assertThat(PodStage.logToRead(view(complete(), succeeded("text")), DEFAULTS, true))
                .contains(main);
        assertThat(PodStage.logToRead(view(complete(), succeeded(RESULT)), DEFAULTS, true))
                .isEmpty();
        assertThat(PodStage.logToRead(view(complete(), succeeded("")), DEFAULTS, false))
                .isEmpty();
    }

    @Test
    void wantsTheLogOfAFailureOnlyIfItsContainerLeftNoMessage() {
        GenericKubernetesResource silent = pod("p1", "Failed", containers(terminated("main", 1, "Error", "")));
        GenericKubernetesResource telling =
                pod("p1", "Failed", containers(terminated("main", 1, "Error", "disk full")));

        assertThat(PodStage.logToRead(view(failed(), silent), DEFAULTS, true)).contains(new LogSource("p1", "main"));
        assertThat(PodStage.logToRead(view(failed(), telling), DEFAULTS, true)).isEmpty();
        assertThat(PodStage.logToRead(view(failed()), DEFAULTS, true)).isEmpty();
    }

    private static Done done(PodView view, PodSettings settings) {
        return assertThat(PodStage.observe(view, settings, true, Redactor.none()))
                .asInstanceOf(InstanceOfAssertFactories.type(Done.class))
                .actual();
    }

    private static Failed fails(PodView view, PodSettings settings) {
        return assertThat(PodStage.observe(view, settings, true, Redactor.none()))
                .asInstanceOf(InstanceOfAssertFactories.type(Failed.class))
                .actual();
    }
}
