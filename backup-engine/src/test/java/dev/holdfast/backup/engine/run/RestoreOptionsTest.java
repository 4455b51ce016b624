package dev.holdfast.backup.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.backup.spi.RefusedException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestoreOptionsTest {

    private static RestoreOptions of(String options) {
        return RestoreOptions.of(Samples.view(Kinds.RESTORE_JOB, "r", "{'spec':{'options':" + options + "}}"));
    }

    @Test
    void noOptionsAreTheDefaults() {
        RestoreOptions defaults =
                new RestoreOptions(false, Optional.empty(), Optional.empty(), "ns", Samples.json("{}"));

        assertThat(RestoreOptions.of(Samples.view(Kinds.RESTORE_JOB, "r", "{'spec':{}}")))
                .isEqualTo(defaults);
        assertThat(of("null")).isEqualTo(defaults);
        assertThat(of("{}")).isEqualTo(defaults);
    }

    @Test
    void theEnginesOptionsAreTakenOutOfTheDrivers() {
        assertThat(
                        of(
                                "{'dryRun':true,'restoreTimeoutSeconds':60,'targetNamespace':'elsewhere','safetyBackup':false,'database':'a','n':{'x':1}}"))
                .isEqualTo(new RestoreOptions(
                        true,
                        Optional.of(Duration.ofMinutes(1)),
                        Optional.of(false),
                        "elsewhere",
                        Samples.json("{'database':'a','n':{'x':1}}")));
    }

    @Test
    void textsOfAWebFormAreUnderstood() {
        assertThat(of("{'dryRun':'true','restoreTimeoutSeconds':'90'}"))
                .isEqualTo(new RestoreOptions(
                        true, Optional.of(Duration.ofSeconds(90)), Optional.empty(), "ns", Samples.json("{}")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "'x'",
                "{'dryRun':'maybe'}",
                "{'dryRun':null}",
                "{'dryRun':1}",
                "{'safetyBackup':'maybe'}",
                "{'safetyBackup':null}",
                "{'restoreTimeoutSeconds':'soon'}",
                "{'restoreTimeoutSeconds':1.5}",
                "{'targetNamespace':'other/x'}",
                "{'targetNamespace':'Other'}",
                "{'targetNamespace':['other']}",
                "{'targetNamespace':''}"
            })
    void whatCannotBeMeantIsRefusedAndNeverDefaulted(String options) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> of(options))
                .satisfies(e -> assertThat(e.failed().problems()).allSatisfy(p -> {
                    assertThat(p.reason()).isEqualTo("InvalidOptions");
                    assertThat(p.field().orElse("")).startsWith("/spec/options");
                }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0"})
    void aTimeoutThatIsNotPositiveIsTheDefault(String seconds) {
        assertThat(of("{'restoreTimeoutSeconds':" + seconds + "}").timeout()).isEmpty();
    }
}
