package dev.holdfast.backup.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.spi.Stage;
import dev.holdfast.backup.spi.Waiting;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlinesTest {

    private static final Stage STAGE =
            Stage.await("dump").startWithin(Duration.ofMinutes(10)).within(Duration.ofHours(6));

    private static Deadlines waiting(Waiting waiting) {
        return Deadlines.of(
                STAGE,
                waiting,
                Samples.NOON,
                Samples.NOON.plus(Duration.ofHours(1)),
                Samples.NOON.plus(Duration.ofHours(2)));
    }

    @Test
    void workThatHasNotBegunIsBoundedSinceItWasIdle() {
        Deadlines deadlines = waiting(Waiting.waiting("Pending", "m"));

        assertThat(deadlines.next()).isEqualTo(Samples.NOON.plus(Duration.ofMinutes(70)));
        assertThat(deadlines.passed(Samples.NOON.plus(Duration.ofMinutes(70)).minusMillis(1), STAGE))
                .isEmpty();
        assertThat(deadlines.passed(Samples.NOON.plus(Duration.ofMinutes(70)), STAGE))
                .contains("the work of stage 'dump' had not begun within 10 min");
    }

    @Test
    void workUnderWayIsBoundedOnlyByTheWholeStage() {
        Deadlines deadlines = waiting(Waiting.running("Running", "m"));

        assertThat(deadlines.next()).isEqualTo(Samples.NOON.plus(Duration.ofHours(6)));
        assertThat(deadlines.wholePassed(deadlines.next().minusMillis(1))).isFalse();
        assertThat(deadlines.wholePassed(deadlines.next())).isTrue();
        assertThat(deadlines.passed(deadlines.next(), STAGE)).contains("stage 'dump' was not over within 6 h");
    }

    @Test
    void aReasonMayHaveABoundOfItsOwn() {
        Deadlines deadlines = waiting(Waiting.running("Slow", "m").upTo(Duration.ofMinutes(5)));

        assertThat(deadlines.next()).isEqualTo(Samples.NOON.plus(Duration.ofMinutes(125)));
        assertThat(deadlines.passed(deadlines.next(), STAGE)).contains("stage 'dump' waited too long");
        assertThat(deadlines.wholePassed(deadlines.next())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0 s", "PT59S, 59 s", "PT60S, 1 min", "PT90S, 90 s", "PT10M, 10 min", "PT6H, 6 h", "PT90M, 90 min"
    })
    void durationsReadAsPeopleWriteThem(Duration duration, String words) {
        assertThat(Deadlines.words(duration)).isEqualTo(words);
    }
}
