package dev.holdfast.backup.driver.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.backup.spi.Failed;
import dev.holdfast.backup.spi.RefusedException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobKnobsTest {

    private static JobKnobs knobs(String... annotations) {
        return JobKnobs.of(Optional.of(Fixtures.strategy(annotations)), Map.of(), Mode.BACKUP);
    }

    private static Failed refusal(String... annotations) {
        return catchThrowableOfType(RefusedException.class, () -> knobs(annotations))
                .failed();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "backoff-limit | -1",
                "backoff-limit | 101",
                "backoff-limit | two",
                "active-deadline-seconds | 0",
                "active-deadline-seconds | 2592001",
                "startup-deadline-seconds | 0",
                "startup-deadline-seconds | 86401",
                "pod-replacement-policy | Always",
                "result | maybe",
                "modes | backup,destroy",
                "modes | ''",
                "pod-labels | [1]",
                "pod-annotations | {\"a\": 1}",
                "pin-strategy | yes"
            })
    void refusesValuesOutOfBoundsNamingKeyAndValue(String key, String value) {
        Failed refused = refusal(key, value);

        assertThat(refused.reason()).isEqualTo("InvalidStrategy");
        assertThat(refused.message()).contains(JobKnobs.PREFIX + key).contains("'" + value + "'");
    }

    @Test
    void acceptsTheBounds() {
        assertThat(knobs("backoff-limit", "0").backoffLimit()).isZero();
        assertThat(knobs("backoff-limit", "100").backoffLimit()).isEqualTo(100);
        assertThat(knobs("active-deadline-seconds", "1").activeDeadline()).isEqualTo(Duration.ofSeconds(1));
        assertThat(knobs("active-deadline-seconds", "2592000").activeDeadline()).isEqualTo(Duration.ofDays(30));
    }

    @Test
    void refusesUnknownKeysAndTimeToLiveIsOneOfThem() {
        Failed refused = refusal("ttl-seconds-after-finished", "60", "backof-limit", "1");

        assertThat(refused.problems()).hasSize(2);
        assertThat(refused.message()).contains("ttl-seconds-after-finished").contains("backof-limit");
    }

    @Test
    void tellsAllProblemsAtOnce() {
        assertThat(refusal("backoff-limit", "x", "result", "y", "nonsense", "z").problems())
                .hasSize(3);
    }

    @Test
    void leavesOtherAnnotationsAlone() {
        var strategy = Fixtures.strategyWith(Fixtures.SPEC, Map.of("example.io/owner", "team", "backups.x/y", "z"));

        assertThat(JobKnobs.of(Optional.of(strategy), Map.of("stream", "ORDERS"), Mode.BACKUP)
                        .modes())
                .containsExactlyInAnyOrder(Mode.BACKUP, Mode.RESTORE);
    }

    @Test
    void readsMapsAndLists() {
        JobKnobs knobs = knobs("pod-labels", "{\"mesh\": \"off\"}", "modes", "cleanup, verify");

        assertThat(knobs.podLabels()).containsExactly(Map.entry("mesh", "off"));
        assertThat(knobs.modes()).containsExactlyInAnyOrder(Mode.CLEANUP, Mode.VERIFY);
    }
}
