package dev.holdfast.backup.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.holdfast.backup.api.Annotations;
import dev.holdfast.backup.spi.Problem;
import dev.holdfast.backup.spi.RefusedException;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.Stage;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverridesTest {

    private static final JsonNode NO_CLASS = MissingNode.getInstance();
    private static final JsonNode CLASS =
            Samples.json("{'deadlines':{'waitSeconds':1,'startSeconds':2,'runSeconds':3}}");

    private static JobView annotated(String annotation, String value) {
        return Samples.backupJob("{'metadata':{'annotations':{'" + annotation + "':'" + value + "'}}}");
    }

    @Test
    void nothingSaidMeansNothingOverridden() {
        assertThat(Overrides.of(Samples.backupJob("{}"), NO_CLASS)).isEqualTo(Overrides.none());
    }

    @Test
    void theClassCountsWhereTheJobIsSilent() {
        assertThat(Overrides.of(Samples.backupJob("{}"), CLASS))
                .isEqualTo(new Overrides(
                        Optional.of(Duration.ofSeconds(1)),
                        Optional.of(Duration.ofSeconds(2)),
                        Optional.of(Duration.ofSeconds(3))));
    }

    @Test
    void theAnnotationWinsOverTheClass() {
        assertThat(Overrides.of(annotated(Annotations.RUN_SECONDS, "60"), CLASS).run())
                .contains(Duration.ofMinutes(1));
    }

    @Test
    void theSpecWinsOverTheAnnotation() {
        JobView job = Samples.backupJob("{'metadata':{'annotations':{'" + Annotations.RUN_SECONDS
                + "':'60'}},'spec':{'deadlines':{'runSeconds':120}}}");

        assertThat(Overrides.of(job, CLASS).run()).contains(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "10m", "", "31622401", "99999999999999999999"})
    void whatIsNotANumberOfSecondsInBoundsIsRefusedAtItsField(String value) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> Overrides.of(annotated(Annotations.WAIT_SECONDS, value), NO_CLASS))
                .satisfies(e -> {
                    Problem problem = e.failed().problems().get(0);
                    assertThat(problem.reason()).isEqualTo("InvalidSpec");
                    assertThat(problem.field()).contains("/metadata/annotations/backups.cozystack.io~1wait-seconds");
                });
    }

    @Test
    void theLargestBoundIsAccepted() {
        assertThat(Overrides.of(annotated(Annotations.WAIT_SECONDS, "31622400"), NO_CLASS)
                        .awaiting())
                .contains(Duration.ofDays(366));
    }

    @Test
    void everyWrongValueIsReportedAtOnce() {
        JobView job = Samples.backupJob("{'spec':{'deadlines':{'waitSeconds':0,'runSeconds':-5}}}");

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> Overrides.of(job, NO_CLASS))
                .satisfies(e -> assertThat(e.failed().problems()).hasSize(2));
    }

    @Test
    void boundsReplaceThoseOfEveryStage() {
        RunPlan plan = RunPlan.of(Stage.await("a").within(Duration.ofHours(9)), Stage.await("b"));

        RunPlan bounded = Overrides.of(Samples.backupJob("{}"), CLASS).apply(plan);

        assertThat(bounded.stages()).extracting(Stage::within).containsOnly(Duration.ofSeconds(3));
        assertThat(bounded.stages()).extracting(Stage::startWithin).containsOnly(Duration.ofSeconds(2));
        assertThat(Overrides.none().apply(plan)).isEqualTo(plan);
    }

    @Test
    void aTimeoutOfTheRequestReplacesOnlyTheRunsBound() {
        Overrides overrides = Overrides.of(Samples.backupJob("{}"), CLASS);

        assertThat(overrides.withRun(Optional.empty())).isEqualTo(overrides);
        assertThat(overrides.withRun(Optional.of(Duration.ofDays(1))))
                .isEqualTo(new Overrides(overrides.awaiting(), overrides.start(), Optional.of(Duration.ofDays(1))));
    }
}
