package dev.holdfast.backup.testkit.pods;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminationMessageTest {
    private static final String FALLBACK = "FallbackToLogsOnError";

    @Test
    void keepsTheLast4096BytesOfTheFileWithoutCuttingACharacter() {
        String message = TerminationMessage.of("x" + "é".repeat(3000), "", 0, "File");

        assertThat(message.getBytes(UTF_8)).hasSize(4096);
        assertThat(message).matches("é+");
        assertThat(TerminationMessage.of("éx" + "y".repeat(4094), "", 0, "File"))
                .isEqualTo("x" + "y".repeat(4094));
    }

    @Test
    void fallsBackToTheLogOnlyOnFailureWithAnEmptyFileAndTheRightPolicy() {
        assertThat(TerminationMessage.of("", "log\n", 1, FALLBACK)).isEqualTo("log\n");
        assertThat(TerminationMessage.of("", "log\n", 1, "File")).isEmpty();
        assertThat(TerminationMessage.of("", "log\n", 0, FALLBACK)).isEmpty();
        assertThat(TerminationMessage.of("own", "log\n", 1, FALLBACK)).isEqualTo("own");
    }

    @Test
    void keepsAtMost80LinesAnd2048BytesOfTheLog() {
        assertThat(TerminationMessage.of("", "l\n".repeat(500), 1, FALLBACK)).isEqualTo("l\n".repeat(80));
        assertThat(TerminationMessage.of("", "x".repeat(5000), 1, FALLBACK)).hasSize(2048);
    }

    @ParameterizedTest
    @CsvSource({
        "a|b|c|, 2, b|c|",
        "a|b|c, 2, b|c",
        "a|b|, 2, a|b|",
        "a|b|, 9, a|b|",
        "|a|, 1, a|",
        "|a|, 2, |a|",
        "'', 3, ''",
        "a|, 0, ''"
    })
    void cutsLinesFromTheEnd(String text, int lines, String tail) {
        assertThat(TerminationMessage.lastLines(text.replace('|', '\n'), lines)).isEqualTo(tail.replace('|', '\n'));
    }
}
