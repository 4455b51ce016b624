package dev.holdfast.backup.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class WorkTimeTest {

    private final WorkTime.Converter converter = new WorkTime.Converter();

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "5s, 5, 5", "60s..120s, 60, 120", "1..2, 1, 2"})
    void readsATimeOrARange(String text, long least, long most) {
        assertThat(converter.convert(text))
                .isEqualTo(new WorkTime(Duration.ofSeconds(least), Duration.ofSeconds(most)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "9..3", "1m"})
    void refusesWhatIsNone(String text) {
        assertThatExceptionOfType(TypeConversionException.class).isThrownBy(() -> converter.convert(text));
    }

    @Test
    void aRunTakesTheSameTimeAgain() {
        WorkTime range = new WorkTime(Duration.ofSeconds(60), Duration.ofSeconds(120));

        assertThat(range.of("run-1"))
                .isEqualTo(range.of("run-1"))
                .isNotEqualTo(range.of("run-2"))
                .isBetween(range.least(), range.most());
    }
}
