package dev.holdfast.backup.engine.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class KeyedQueueTest {

    private static final WorkKey KEY = new WorkKey(WorkKey.Kind.BACKUP_JOB, "ns", "a");

    private final Timeline time = new Timeline();
    private final KeyedQueue queue = queue(time);

    private static KeyedQueue queue(Timeline time) {
        return new KeyedQueue(time, time, Backoff.standard(new Random(1)));
    }

    @Test
    void aFirstEventIsReadyAtOnce() {
        queue.event(KEY);

        assertThat(queue.depth()).isEqualTo(1);
        assertThat(queue.poll()).contains(KEY);
        assertThat(queue.poll()).isEmpty();
    }

    @Test
    void aKeyThatIsOutIsNotHandedOutAgainButGetsAnotherPassAfterwards() {
        queue.event(KEY);
        queue.poll();
        queue.event(KEY);
        queue.add(KEY, Duration.ZERO);
        time.advance(Duration.ofSeconds(5));

        assertThat(queue.poll()).isEmpty();

        queue.done(KEY, Outcome.idle());
        time.advance(KeyedQueue.COALESCE);
        assertThat(queue.poll()).contains(KEY);
    }

    @Test
    void manyEventsAfterAPassMakeOnePassASecondLater() {
        queue.event(KEY);
        queue.poll();
        queue.done(KEY, Outcome.idle());
        for (int i = 0; i < 9; i++) {
            queue.event(KEY);
            time.advance(Duration.ofMillis(100));
        }
        assertThat(queue.poll()).isEmpty();

        time.advance(Duration.ofMillis(100));
        assertThat(queue.poll()).contains(KEY);
        queue.done(KEY, Outcome.idle());
        time.advance(Duration.ofHours(1));
        assertThat(queue.poll()).isEmpty();
    }

    @Test
    void anOutcomeOfNowDoesNotWaitForCoalescing() {
        queue.event(KEY);
        queue.poll();
        queue.event(KEY);
        queue.done(KEY, Outcome.now());

        assertThat(queue.poll()).contains(KEY);
    }

    @Test
    void theEarliestOfSeveralDelaysWinsAndThereIsOneTimer() {
        queue.add(KEY, Duration.ofMinutes(5));
        queue.add(KEY, Duration.ofSeconds(3));
        queue.add(KEY, Duration.ofMinutes(9));

        assertThat(time.pending()).isEqualTo(1);
        time.advance(Duration.ofSeconds(2));
        assertThat(queue.poll()).isEmpty();
        time.advance(Duration.ofSeconds(1));
        assertThat(queue.poll()).contains(KEY);
        queue.done(KEY, Outcome.idle());
        time.advance(Duration.ofHours(1));
        assertThat(queue.poll()).isEmpty();
    }

    @Test
    void failuresInARowWaitLongerAndASuccessResetsThem() {
        Duration first = failAndMeasure(Outcome.retry());
        Duration second = failAndMeasure(Outcome.retry());
        for (int i = 0; i < 20; i++) {
            failAndMeasure(Outcome.retry());
        }
        Duration late = failAndMeasure(Outcome.retry());

        assertThat(first).isBetween(Duration.ofMillis(160), Duration.ofMillis(240));
        assertThat(second).isBetween(Duration.ofMillis(320), Duration.ofMillis(480));
        assertThat(late).isBetween(Duration.ofSeconds(48), Duration.ofSeconds(72));

        failAndMeasure(Outcome.after(Duration.ofMillis(1)));
        assertThat(failAndMeasure(Outcome.retry())).isLessThan(Duration.ofMillis(241));
    }

    @Test
    void aRetryIsNotSoonerThanTheOutcomeSays() {
        assertThat(failAndMeasure(Outcome.retry(Duration.ofSeconds(7)))).isEqualTo(Duration.ofSeconds(7));
    }

    private Duration failAndMeasure(Outcome outcome) {
        queue.add(KEY, Duration.ZERO);
        queue.poll();
        Instant begin = time.instant();
        queue.done(KEY, outcome);
        while (queue.depth() == 0) {
            time.advance(Duration.ofMillis(1));
        }
        return Duration.between(begin, time.instant());
    }

    @Test
    void keysWithNothingToComeAreNotRemembered() {
        for (int i = 0; i < 100; i++) {
            WorkKey key = new WorkKey(WorkKey.Kind.BACKUP, "ns", "b" + i);
            queue.event(key);
            queue.poll();
            queue.done(key, Outcome.idle());
            time.advance(Duration.ofMillis(500));
        }
        assertThat(queue.size()).isLessThan(5);
    }

    @Test
    void aClosedQueueHandsOutNothingAndTellsWhetherPassesEnded() throws InterruptedException {
        queue.event(KEY);
        queue.poll();
        assertThat(queue.shutdown(Duration.ofMillis(1))).isFalse();
        queue.event(new WorkKey(WorkKey.Kind.BACKUP, "ns", "other"));
        assertThat(queue.poll()).isEmpty();

        queue.done(KEY, Outcome.now());
        assertThat(queue.poll()).isEmpty();
        assertThat(queue.shutdown(Duration.ZERO)).isTrue();
    }

    @Property(tries = 300)
    void neverTwoPassesForAKeyAndNoEventIsLost(@ForAll @Size(max = 200) List<@IntRange(max = 11) Integer> steps) {
        Timeline clock = new Timeline();
        KeyedQueue tested = queue(clock);
        Map<WorkKey, Integer> world = new HashMap<>();
        Map<WorkKey, Integer> seen = new HashMap<>();
        Set<WorkKey> out = new HashSet<>();
        for (int step : steps) {
            WorkKey key = new WorkKey(WorkKey.Kind.BACKUP_JOB, "ns", "k" + step % 3);
            switch (step / 3) {
                case 0 -> {
                    world.merge(key, 1, Integer::sum);
                    tested.event(key);
                }
                case 1 -> take(tested, out, seen, world);
                case 2 -> {
                    if (out.remove(key)) {
                        tested.done(key, step % 2 == 0 ? Outcome.idle() : Outcome.retry());
                    }
                }
                default -> clock.advance(Duration.ofMillis(300));
            }
        }
        Set.copyOf(out).forEach(key -> tested.done(key, Outcome.idle()));
        out.clear();
        for (int i = 0; i < 20; i++) {
            clock.advance(Duration.ofSeconds(1));
            take(tested, out, seen, world);
            Set.copyOf(out).forEach(key -> tested.done(key, Outcome.idle()));
            out.clear();
        }
        assertThat(seen).isEqualTo(world);
    }

    private static void take(
            KeyedQueue tested, Set<WorkKey> out, Map<WorkKey, Integer> seen, Map<WorkKey, Integer> world) {
        Optional<WorkKey> key = tested.poll();
        key.ifPresent(k -> {
            assertThat(out.add(k)).as("%s is not out twice", k).isTrue();
            seen.put(k, world.getOrDefault(k, 0));
        });
    }
}
