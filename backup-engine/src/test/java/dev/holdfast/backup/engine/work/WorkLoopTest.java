package dev.holdfast.backup.engine.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.engine.cluster.LeadershipLostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkLoopTest {

    private static final Duration SAFETY = Duration.ofMinutes(10);
    private static final WorkKey KEY = key("a");

    private final Timeline time = new Timeline();
    private final KeyedQueue queue = new KeyedQueue(time, time, Backoff.standard(new Random(1)));
    private final Set<WorkKey> live = new HashSet<>();
    private final List<WorkKey> passes = new ArrayList<>();

    private static WorkKey key(String name) {
        return new WorkKey(WorkKey.Kind.BACKUP_JOB, "ns", name);
    }

    private WorkLoop loop(Outcome outcome) {
        return loop(k -> {
            passes.add(k);
            return outcome;
        });
    }

    private WorkLoop loop(Reconciler reconciler) {
        return new WorkLoop(queue, reconciler, time, 2, SAFETY, live::contains);
    }

    @Test
    void nothingRunsBeforeItIsResumedAndKeysAreKept() {
        WorkLoop loop = loop(Outcome.idle());
        queue.event(KEY);
        time.advance(Duration.ofSeconds(1));
        assertThat(passes).isEmpty();

        loop.resume();
        time.advance(Duration.ZERO);
        assertThat(passes).containsExactly(KEY);
    }

    @Test
    void aKeyThatStillWaitsGetsASafetyPassAndADoneOneDoesNot() {
        loop(Outcome.idle()).resume();
        live.add(KEY);
        queue.event(KEY);
        queue.event(key("done"));
        time.advance(SAFETY.plusSeconds(1));
        assertThat(passes).containsExactly(KEY, key("done"), KEY);

        live.clear();
        time.advance(SAFETY.multipliedBy(5));
        assertThat(passes).hasSize(4);
    }

    @Test
    void aLongDelayDoesNotReplaceTheSafetyPass() {
        loop(Outcome.after(Duration.ofHours(5))).resume();
        queue.event(KEY);
        time.advance(SAFETY);
        assertThat(passes).hasSize(2);
    }

    @Test
    void aPassThatThrowsIsTriedAgainWithGrowingDelays() {
        loop(k -> {
                    passes.add(k);
                    throw new IllegalStateException("bug");
                })
                .resume();
        queue.event(KEY);
        time.advance(Duration.ofSeconds(30));

        assertThat(passes).hasSizeBetween(6, 9);
    }

    @Test
    void aPassThatLostTheLeaseIsTriedAgain() {
        loop(k -> {
                    passes.add(k);
                    if (passes.size() == 1) {
                        throw new LeadershipLostException("ns/lease");
                    }
                    return Outcome.idle();
                })
                .resume();
        queue.event(KEY);
        time.advance(Duration.ofSeconds(5));

        assertThat(passes).hasSize(2);
    }

    @Test
    void noMorePassesRunThanThereAreWorkersAndNeverTwoForOneKey() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Set<WorkKey> out = ConcurrentHashMap.newKeySet();
        AtomicInteger twice = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(400);
        WorkLoop loop = new WorkLoop(
                queue,
                k -> {
                    if (!out.add(k)) {
                        twice.incrementAndGet();
                    }
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    Thread.yield();
                    running.decrementAndGet();
                    out.remove(k);
                    all.countDown();
                    return all.getCount() > 0 ? Outcome.now() : Outcome.idle();
                },
                threads,
                3,
                SAFETY,
                k -> false);
        loop.resume();
        for (int i = 0; i < 10; i++) {
            queue.add(key("k" + i), Duration.ZERO);
        }
        assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(loop.shutdown(Duration.ofSeconds(10))).isTrue();
        threads.shutdown();

        assertThat(most.get()).isLessThanOrEqualTo(3);
        assertThat(twice.get()).isZero();
        assertThat(loop.busy()).isZero();
    }

    @Test
    void anExecutorThatRefusesLosesNoKey() {
        AtomicInteger refusals = new AtomicInteger(1);
        WorkLoop loop = new WorkLoop(
                queue,
                k -> {
                    passes.add(k);
                    return Outcome.idle();
                },
                task -> {
                    if (refusals.getAndDecrement() > 0) {
                        throw new java.util.concurrent.RejectedExecutionException("full");
                    }
                    task.run();
                },
                1,
                SAFETY,
                k -> false);
        loop.resume();
        queue.event(KEY);
        time.advance(Duration.ofSeconds(1));

        assertThat(passes).containsExactly(KEY);
    }
}
