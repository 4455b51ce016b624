package dev.holdfast.backup.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LookTimesTest {

    private static final Duration DAY = Duration.ofHours(24);

    private static Instant next(Instant last, String uid) {
        return LookTimes.next(last, uid, DAY, 0.2);
    }

    private static List<Duration> waits(int uids) {
        return IntStream.range(0, uids)
                .mapToObj(i -> Duration.between(Samples.NOON, next(Samples.NOON, "uid-" + i)))
                .toList();
    }

    @Test
    void aLookComesAfterThePeriodGiveOrTakeItsSpread() {
        assertThat(waits(1000))
                .allMatch(wait -> wait.compareTo(Duration.ofMinutes(24 * 48)) >= 0
                        && wait.compareTo(Duration.ofMinutes(24 * 72)) <= 0);
    }

    @Test
    void theWholeSpreadIsUsedEvenly() {
        long early = waits(1000).stream().filter(w -> w.compareTo(DAY) < 0).count();

        assertThat(early).isBetween(420L, 580L);
        assertThat(waits(1000)).anyMatch(w -> w.compareTo(Duration.ofHours(20)) < 0);
        assertThat(waits(1000)).anyMatch(w -> w.compareTo(Duration.ofHours(28)) > 0);
    }

    @Test
    void whoeverAsksGetsTheSameTime() {
        assertThat(next(Samples.NOON, "a")).isEqualTo(next(Samples.NOON, "a"));
        assertThat(next(Samples.NOON, "a")).isNotEqualTo(next(Samples.NOON, "b"));
    }

    @Test
    void eachRoundHasAnotherLength() {
        Instant second = next(Samples.NOON, "a");

        assertThat(Duration.between(second, next(second, "a"))).isNotEqualTo(Duration.between(Samples.NOON, second));
    }

    @Test
    void withoutSpreadThePeriodIsExact() {
        assertThat(LookTimes.next(Samples.NOON, "a", DAY, 0)).isEqualTo(Samples.NOON.plus(DAY));
    }
}
