package dev.holdfast.backup.testkit.api;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** The queue between the store and one watch. */
final class WatchFeed {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Item> items = new ArrayDeque<>();
    private final BooleanSupplier held;

    WatchFeed(BooleanSupplier held) {
        this.held = held;
    }

    /** What a watch has to do next. */
    sealed interface Item {}

    record Changed(ObjectChange change) implements Item {}

    record Bookmark(long revision) implements Item {}

    record Expire() implements Item {}

    record End() implements Item {}

    void offer(Item item) {
        lock.lock();
        try {
            if (item instanceof End && held.getAsBoolean()) {
                items.clear();
            }
            items.addLast(item);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The next item; empty when none came in time. The end of the watch gets through even while items are held. */
    Optional<Item> next(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (items.isEmpty() || held.getAsBoolean() && !(items.peekLast() instanceof End)) {
                if (left <= 0) {
                    return Optional.empty();
                }
                left = changed.awaitNanos(left);
            }
            return Optional.of(items.removeFirst());
        } finally {
            lock.unlock();
        }
    }
}
