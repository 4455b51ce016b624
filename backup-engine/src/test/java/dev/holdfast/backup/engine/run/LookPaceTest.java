package dev.holdfast.backup.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.engine.work.WorkKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

class LookPaceTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final LookPace pace = new LookPace(SECOND);

    private static WorkKey key(int number) {
        return new WorkKey(WorkKey.Kind.BACKUP, "ns", "b" + number);
    }

    private static Instant at(double seconds) {
        return Samples.NOON.plusMillis(Math.round(seconds * 1000));
    }

    @Test
    void theFirstLooksAtOnceAndTheOthersInTheirTurn() {
        assertThat(pace.turn(key(1), at(0))).isEmpty();
        pace.done();
        assertThat(pace.turn(key(2), at(0))).contains(SECOND);
        assertThat(pace.turn(key(3), at(0))).contains(Duration.ofSeconds(2));
        assertThat(pace.turn(key(2), at(0.5))).contains(Duration.ofMillis(500));
        assertThat(pace.turn(key(2), at(1))).isEmpty();
    }

    @Test
    void whoComesLateDoesNotComeCloseToTheNext() {
        assertThat(pace.turn(key(1), at(0))).isEmpty();
        pace.done();
        pace.turn(key(2), at(0));
        pace.turn(key(3), at(0));
        assertThat(pace.turn(key(2), at(1.9))).isEmpty();
        pace.done();

        assertThat(pace.turn(key(3), at(2))).contains(Duration.ofSeconds(1));
    }

    @Test
    void nobodyLooksWhileAnotherStillDoes() {
        assertThat(pace.turn(key(1), at(0))).isEmpty();
        assertThat(pace.turn(key(2), at(5))).contains(SECOND);
        pace.done();
        assertThat(pace.turn(key(2), at(6))).isEmpty();
    }

    @Test
    void aTurnThatIsNotTakenHoldsUpNobody() {
        assertThat(pace.turn(key(1), at(0))).isEmpty();
        pace.done();
        pace.turn(key(2), at(0));
        pace.forget(key(2));

        assertThat(pace.turn(key(3), at(10))).isEmpty();
    }

    /** Each asks again exactly when it was told to, as the queue does. */
    @Test
    void manyAreServedOneASecondAndAskLittleMoreThanTwice() {
        record Ask(Instant at, int key) {}
        PriorityQueue<Ask> asks = new PriorityQueue<>((a, b) -> a.at().compareTo(b.at()));
        for (int i = 0; i < 100; i++) {
            asks.add(new Ask(at(0), i));
        }
        List<Instant> looks = new ArrayList<>();
        int asked = 0;
        for (Ask ask = asks.poll(); ask != null; ask = asks.poll()) {
            asked++;
            var turn = pace.turn(key(ask.key()), ask.at());
            if (turn.isPresent()) {
                asks.add(new Ask(ask.at().plus(turn.get()), ask.key()));
            } else {
                looks.add(ask.at());
                pace.done();
            }
        }

        assertThat(looks).hasSize(100).isSorted();
        assertThat(Duration.between(looks.get(0), looks.get(99))).isEqualTo(Duration.ofSeconds(99));
        assertThat(asked).isLessThan(220);
    }
}
