package dev.holdfast.backup.samples.loop;

import dev.holdfast.backup.engine.work.WorkKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;

/** Keys and when they are due; each key is in it at most once, at its earliest time. Thread-safe. */
final class DueKeys {

    private final DelayQueue<Due> queue = new DelayQueue<>();
    private final Map<WorkKey, Due> current = new HashMap<>();

    /** Without a key it is the end. */
    private record Due(Optional<WorkKey> key, long atNanos) implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(atNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return other instanceof Due due
                    ? Long.signum(atNanos - due.atNanos)
                    : Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    /** Makes the key due after {@code delay}, unless it is due sooner. */
    synchronized void add(WorkKey key, Duration delay) {
        Due due = new Due(Optional.of(key), System.nanoTime() + delay.toNanos());
        Due known = current.get(key);
        if (known != null && known.compareTo(due) <= 0) {
            return;
        }
        if (known != null) {
            queue.remove(known);
        }
        current.put(key, due);
        queue.add(due);
    }

    /** Waits for the next key that is due, and takes it; empty once this is closed. */
    Optional<WorkKey> take() throws InterruptedException {
        while (true) {
            Due due = queue.take();
            if (due.key().isEmpty()) {
                return Optional.empty();
            }
            synchronized (this) {
                // One that was replaced while it was being taken is due at another time.
                if (current.remove(due.key().get(), due)) {
                    return due.key();
                }
            }
        }
    }

    /** Lets the one who waits go. */
    void close() {
        queue.add(new Due(Optional.empty(), System.nanoTime()));
    }
}
