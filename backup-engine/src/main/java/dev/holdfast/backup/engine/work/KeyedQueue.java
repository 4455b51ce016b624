package dev.holdfast.backup.engine.work;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keys that want a pass. A key is out with one worker at most; what happens meanwhile gives it another pass afterwards. Each
 * key has one timer at most, and the earliest wish wins it. Events coalesce: a pass that only an event asked for starts a
 * second after the key's last pass at the earliest. Thread-safe.
 */
public final class KeyedQueue {

    /** Least time between the end of a pass and the start of one that only an event asked for. */
    public static final Duration COALESCE = Duration.ofSeconds(1);

    private final InstantSource clock;
    private final ScheduledExecutorService timers;
    private final Backoff backoff;
    private final Map<WorkKey, Entry> entries = new HashMap<>();
    private final Deque<WorkKey> ready = new ArrayDeque<>();
    private final Deque<WorkKey> rested = new ArrayDeque<>();
    private final CountDownLatch drained = new CountDownLatch(1);
    private Runnable listener = () -> {};
    private int processing;
    private boolean closed;

    private static final class Entry {
        private boolean isReady;
        private boolean isOut;
        private @Nullable Instant due;
        private @Nullable ScheduledFuture<?> timer;
        private @Nullable Instant lastEnd;
        private int failures;

        private boolean isIdle() {
            return !isReady && !isOut && due == null && failures == 0;
        }
    }

    /**
     * An empty queue.
     *
     * @param clock for delays; may jump without harm beyond a delay that is off by as much
     * @param timers runs short tasks that move due keys to the ready ones; stays the caller's
     * @param backoff delays after failed passes
     */
    public KeyedQueue(InstantSource clock, ScheduledExecutorService timers, Backoff backoff) {
        this.clock = clock;
        this.timers = timers;
        this.backoff = backoff;
    }

    /** Calls back whenever a key may have become ready; one listener, set before the first key comes. */
    public synchronized void onReady(Runnable callback) {
        listener = callback;
    }

    /** Something that the key depends on has changed. */
    public void event(WorkKey key) {
        boolean becameReady;
        synchronized (this) {
            becameReady = wish(key, eventTime(entry(key)));
        }
        notify(becameReady);
    }

    /** Wants a pass after {@code delay} at the latest; none or a negative one means at once. */
    public void add(WorkKey key, Duration delay) {
        boolean becameReady;
        synchronized (this) {
            becameReady = wish(key, clock.instant().plus(delay));
        }
        notify(becameReady);
    }

    private Instant eventTime(Entry entry) {
        Instant now = clock.instant();
        if (entry.isOut) {
            return now.plus(COALESCE);
        }
        Instant lastEnd = entry.lastEnd;
        return lastEnd == null || lastEnd.isAfter(now) ? now : lastEnd.plus(COALESCE);
    }

    /** Takes a ready key out; {@link #done} gives it back. Timers that the key had are void: the pass looks at everything. */
    public synchronized Optional<WorkKey> poll() {
        WorkKey key = closed ? null : ready.poll();
        if (key == null) {
            return Optional.empty();
        }
        Entry entry = entry(key);
        entry.isReady = false;
        entry.isOut = true;
        entry.due = null;
        processing++;
        return Optional.of(key);
    }

    /** The pass of a key that was taken out has ended. */
    public void done(WorkKey key, Outcome outcome) {
        boolean becameReady = false;
        synchronized (this) {
            Entry entry = entry(key);
            Instant now = clock.instant();
            processing--;
            entry.isOut = false;
            entry.lastEnd = now;
            Instant meanwhile = entry.due;
            entry.due = null;
            if (meanwhile != null) {
                Instant coalesced = now.plus(COALESCE);
                becameReady = wish(key, meanwhile.isAfter(coalesced) ? meanwhile : coalesced);
            }
            Optional<Duration> delay = delay(entry, outcome);
            if (delay.isPresent()) {
                becameReady |= wish(key, now.plus(delay.get()));
            }
            rest(key, now);
            if (closed && processing == 0) {
                drained.countDown();
            }
        }
        notify(becameReady);
    }

    private Optional<Duration> delay(Entry entry, Outcome outcome) {
        if (!outcome.backoff()) {
            entry.failures = 0;
            return outcome.again();
        }
        entry.failures++;
        Duration chosen = backoff.after(entry.failures);
        return Optional.of(
                outcome.again().filter(least -> least.compareTo(chosen) > 0).orElse(chosen));
    }

    /** Keys that have nothing to come are remembered only as long as their last pass makes events wait. */
    private void rest(WorkKey key, Instant now) {
        rested.add(key);
        for (WorkKey oldest = rested.peek(); oldest != null; oldest = rested.peek()) {
            Entry entry = entries.get(oldest);
            if (entry != null
                    && entry.lastEnd != null
                    && entry.lastEnd.plus(COALESCE).isAfter(now)) {
                return;
            }
            rested.poll();
            if (entry != null && entry.isIdle()) {
                entries.remove(oldest);
            }
        }
    }

    /** Records the wish for a pass at a time; true if the key is ready for a worker now. */
    private boolean wish(WorkKey key, Instant at) {
        Entry entry = entry(key);
        if (closed || entry.isReady || (entry.due != null && !at.isBefore(entry.due))) {
            return false;
        }
        if (entry.isOut) {
            entry.due = at;
            return false;
        }
        Duration wait = Duration.between(clock.instant(), at);
        cancelTimer(entry);
        if (wait.isNegative() || wait.isZero()) {
            makeReady(key, entry);
            return true;
        }
        entry.due = at;
        entry.timer = timers.schedule(() -> fire(key, at), wait.toMillis(), TimeUnit.MILLISECONDS);
        return false;
    }

    private void fire(WorkKey key, Instant at) {
        synchronized (this) {
            Entry entry = entries.get(key);
            if (closed || entry == null || entry.isOut || !at.equals(entry.due)) {
                return;
            }
            makeReady(key, entry);
        }
        notify(true);
    }

    private void makeReady(WorkKey key, Entry entry) {
        cancelTimer(entry);
        entry.due = null;
        entry.isReady = true;
        ready.add(key);
    }

    private static void cancelTimer(Entry entry) {
        if (entry.timer != null) {
            entry.timer.cancel(false);
            entry.timer = null;
        }
    }

    private Entry entry(WorkKey key) {
        return entries.computeIfAbsent(key, k -> new Entry());
    }

    private void notify(boolean becameReady) {
        if (becameReady) {
            Runnable callback;
            synchronized (this) {
                callback = listener;
            }
            callback.run();
        }
    }

    /** How many keys are ready and wait for a worker. */
    public synchronized int depth() {
        return ready.size();
    }

    /** How many keys are known: waiting, timed, or out with a worker. */
    public synchronized int size() {
        return entries.size();
    }

    /**
     * Hands out nothing more, drops all timers, and waits for the passes that are under way.
     *
     * @param bound longest wait
     * @return whether all of them ended in time
     */
    public boolean shutdown(Duration bound) throws InterruptedException {
        synchronized (this) {
            closed = true;
            ready.clear();
            entries.values().forEach(KeyedQueue::cancelTimer);
            if (processing == 0) {
                drained.countDown();
            }
        }
        return drained.await(bound.toNanos(), TimeUnit.NANOSECONDS);
    }
}
