package dev.holdfast.backup.engine.work;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Time that only moves when a test says so, and an executor that runs on it, on the test's thread. */
public final class Timeline extends AbstractExecutorService implements ScheduledExecutorService, InstantSource {

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparing((Task t) -> t.at).thenComparing(t -> t.order));
    private Instant now = Instant.parse("2030-01-01T00:00:00Z");
    private long order;

    private final class Task extends FutureTask<Void> implements ScheduledFuture<Void> {
        private final Instant at;
        private final long order;

        private Task(Runnable body, Instant at, long order) {
            super(body, null);
            this.at = at;
            this.order = order;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(Duration.between(now, at));
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** A monotonic clock that moves along. */
    public long nanos() {
        return Duration.between(Instant.EPOCH, now).toNanos();
    }

    /** Runs everything that is due until {@code duration} from now, in order. */
    public void advance(Duration duration) {
        Instant end = now.plus(duration);
        for (Task next = tasks.peek(); next != null && !next.at.isAfter(end); next = tasks.peek()) {
            tasks.poll();
            now = next.at.isAfter(now) ? next.at : now;
            next.run();
        }
        now = end;
    }

    /** Lets time pass without running anything, as in a process that stands still. */
    public void skip(Duration duration) {
        now = now.plus(duration);
    }

    /** Tasks that are still to run. */
    public long pending() {
        return tasks.stream().filter(t -> !t.isCancelled()).count();
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        Task task = new Task(command, now.plusNanos(unit.toNanos(delay)), order++);
        tasks.add(task);
        return task;
    }

    @Override
    public void execute(Runnable command) {
        schedule(command, 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException("not used");
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        throw new UnsupportedOperationException("not used");
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException("not used");
    }

    @Override
    public void shutdown() {
        tasks.clear();
    }

    @Override
    public List<Runnable> shutdownNow() {
        List<Runnable> left = new ArrayList<>(tasks);
        tasks.clear();
        return left;
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }
}
