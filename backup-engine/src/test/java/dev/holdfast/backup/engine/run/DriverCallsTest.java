package dev.holdfast.backup.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.backup.engine.cluster.ApiException;
import dev.holdfast.backup.engine.cluster.Refusals;
import dev.holdfast.backup.engine.work.WorkKey;
import dev.holdfast.backup.spi.Failed;
import dev.holdfast.backup.spi.StrategyType;
import dev.holdfast.backup.spi.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class DriverCallsTest {

    private static final WorkKey KEY = new WorkKey(WorkKey.Kind.BACKUP_JOB, "ns", "b1");

    private final DriverCalls calls =
            new DriverCalls(new Waits(), KEY, new StrategyType("strategy.backups.cozystack.io", "Copy"));

    private String answer(Supplier<String> driver) {
        return calls.answer(driver, Waiting::message, Failed::message);
    }

    private List<String> answers(int times, Supplier<String> driver) {
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            answers.add(answer(driver));
        }
        return answers;
    }

    private static String broken() {
        throw new IllegalStateException("password: correct-horse");
    }

    @Test
    void fiveExceptionsInARowAreTheAnswer() {
        List<String> answers = answers(5, DriverCallsTest::broken);

        assertThat(answers.subList(0, 4))
                .containsOnly("IllegalStateException in the driver for strategy.backups.cozystack.io/Copy;"
                        + " it is asked again");
        assertThat(answers.get(4))
                .isEqualTo("IllegalStateException in the driver for strategy.backups.cozystack.io/Copy,"
                        + " 5 times in a row; see the engine's log");
    }

    @Test
    void anAnswerInBetweenStartsTheCountAnew() {
        answers(4, DriverCallsTest::broken);
        assertThat(answer(() -> "fine")).isEqualTo("fine");

        assertThat(answers(4, DriverCallsTest::broken)).allMatch(a -> a.endsWith("asked again"));
    }

    @Test
    void theDriverIsAskedAgainAfterGrowingDelays() {
        List<Duration> delays = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            calls.<Boolean>answer(
                    () -> {
                        throw new IllegalStateException();
                    },
                    again -> delays.add(again.recheckAfter().orElseThrow()),
                    end -> false);
        }

        assertThat(delays)
                .containsExactly(
                        Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8), Duration.ofSeconds(16));
    }

    @Test
    void aDriverThatWasBuiltForAnotherApiIsABrokenOne() {
        assertThat(answer(() -> {
                    throw new NoSuchMethodError("Stage.of");
                }))
                .startsWith("NoSuchMethodError in the driver for");
    }

    @Test
    void whatTheApiServerAnswersIsNoFaultOfTheDriver() {
        for (int i = 0; i < 6; i++) {
            assertThatExceptionOfType(ApiException.class)
                    .isThrownBy(() -> answer(() -> {
                        throw Refusals.of("get", 500, "");
                    }));
        }
        assertThat(answer(DriverCallsTest::broken)).endsWith("asked again");
    }
}
