package dev.holdfast.backup.testkit.api;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Hands changes to one watch in another way than they came. Thread-safe. */
final class GarbledFeed {

    private static final long LATE_MILLIS = 400;

    private final WatchFeed feed;
    private final RequestInfo watch;
    private final Deque<ObjectChange> kept = new ArrayDeque<>();

    GarbledFeed(WatchFeed feed, RequestInfo watch) {
        this.feed = feed;
        this.watch = watch;
    }

    /** What is garbled, and how. */
    record Rule(Garbling how, Predicate<RequestInfo> watches, Predicate<ObjectChange> changes) {}

    WatchFeed feed() {
        return feed;
    }

    void offer(ObjectChange change, Optional<Rule> rule) {
        Optional<Garbling> how = rule.filter(
                        r -> r.watches().test(watch) && r.changes().test(change))
                .map(Rule::how);
        if (how.isEmpty()) {
            send(change);
            return;
        }
        switch (how.get()) {
            case DOUBLED -> {
                send(change);
                send(change);
            }
            case LATE -> delay(change);
            case SWAPPED -> swap(change);
            default -> {
                // Nobody is told.
            }
        }
    }

    private void send(ObjectChange change) {
        feed.offer(new WatchFeed.Changed(change));
    }

    /** Whichever timer is first, the oldest change goes first. */
    private synchronized void delay(ObjectChange change) {
        kept.addLast(change);
        CompletableFuture.delayedExecutor(LATE_MILLIS, TimeUnit.MILLISECONDS).execute(this::release);
    }

    private synchronized void swap(ObjectChange change) {
        if (kept.isEmpty()) {
            delay(change);
        } else if (isSameObject(kept.getFirst(), change)) {
            release();
            send(change);
        } else {
            send(change);
            release();
        }
    }

    private synchronized void release() {
        Optional.ofNullable(kept.pollFirst()).ifPresent(this::send);
    }

    private static boolean isSameObject(ObjectChange one, ObjectChange other) {
        return Json.at(one.object(), "metadata", "uid").equals(Json.at(other.object(), "metadata", "uid"));
    }
}
