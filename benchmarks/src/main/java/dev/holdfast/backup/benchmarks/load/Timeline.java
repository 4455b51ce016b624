package dev.holdfast.backup.benchmarks.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/**
 * When what happened to each run of one load, by one monotonic clock. Of what the harness does itself the beginning counts, of what
 * it is told the arrival, so that no latency looks smaller than it was. Thread-safe.
 */
final class Timeline {

    private final LongSupplier nanoTime;
    private final Map<String, Times> runs = new ConcurrentHashMap<>();
    private String failure = "";
    private final CountDownLatch running;
    private final CountDownLatch succeeded;
    private final int size;

    /** Zero is a moment that has not come. */
    private static final class Times {
        private long created;
        private long running;
        private long done;
        private long succeeded;
    }

    /** @param size how many runs the load has */
    Timeline(int size, LongSupplier nanoTime) {
        this.size = size;
        this.nanoTime = nanoTime;
        this.running = new CountDownLatch(size);
        this.succeeded = new CountDownLatch(size);
    }

    /** The BackupJob is about to be created. */
    void creating(String run) {
        Times times = new Times();
        times.created = nanoTime.getAsLong();
        runs.put(run, times);
    }

    /** The operator is about to say that it is done. */
    synchronized void done(String run) {
        times(run).done = nanoTime.getAsLong();
    }

    /** The BackupJob was seen in this phase; runs of other loads are passed over. */
    void phase(String run, String phase) {
        if (!runs.containsKey(run) || phase.isEmpty()) {
            return;
        }
        synchronized (this) {
            Times times = times(run);
            long now = nanoTime.getAsLong();
            boolean began = !phase.equals("Pending");
            if (began && times.running == 0) {
                times.running = now;
                running.countDown();
            }
            if (phase.equals("Succeeded") && times.succeeded == 0) {
                times.succeeded = now;
                succeeded.countDown();
            }
        }
        if (phase.equals("Failed")) {
            failed("BackupJob " + run + " failed");
        }
    }

    private Times times(String run) {
        Times times = runs.get(run);
        if (times == null) {
            throw new IllegalStateException("no run is called " + run);
        }
        return times;
    }

    /** The load is worth nothing any more. */
    synchronized void failed(String why) {
        failure = failure.isEmpty() ? why : failure;
    }

    /** Whether all runs were seen under way within this time. */
    boolean awaitRunning(Duration bound) throws InterruptedException {
        return await(running, bound);
    }

    /** Whether all runs were seen in success within this time. */
    boolean awaitSucceeded(Duration bound) throws InterruptedException {
        return await(succeeded, bound);
    }

    private boolean await(CountDownLatch latch, Duration bound) throws InterruptedException {
        boolean all = latch.await(bound.toMillis(), TimeUnit.MILLISECONDS);
        synchronized (this) {
            if (!failure.isEmpty()) {
                throw new IllegalStateException(failure);
            }
        }
        return all;
    }

    /** How many runs were not seen in success. */
    long open() {
        return succeeded.getCount();
    }

    /** How long ago the first run was seen Running; nothing if none was. */
    synchronized Duration sinceTheFirst() {
        long now = nanoTime.getAsLong();
        long first = runs.values().stream()
                .mapToLong(t -> t.running)
                .filter(at -> at != 0)
                .min()
                .orElse(now);
        return Duration.ofNanos(now - first);
    }

    /** From the BackupJob's creation until it was seen Running. */
    synchronized Latencies start() {
        return latencies(t -> t.running - t.created);
    }

    /** From when the operator was done until the BackupJob was seen Succeeded. */
    synchronized Latencies notice() {
        return latencies(t -> t.succeeded - t.done);
    }

    private Latencies latencies(ToLongFunction<Times> nanos) {
        return Latencies.ofNanos(runs.values().stream().mapToLong(nanos).toArray());
    }

    /** Runs per second, from the first creation to the last success. */
    synchronized double rate() {
        long first = runs.values().stream().mapToLong(t -> t.created).min().orElseThrow();
        long last = runs.values().stream().mapToLong(t -> t.succeeded).max().orElseThrow();
        return size / ((last - first) / 1e9);
    }

    /**
     * A sample of latencies.
     *
     * @param p50 median, in milliseconds
     * @param p99 what 99 of 100 do not exceed
     * @param max the worst
     */
    record Latencies(double p50, double p99, double max) {

        static Latencies ofNanos(long[] nanos) {
            long[] sorted = nanos.clone();
            Arrays.sort(sorted);
            return new Latencies(at(sorted, 0.50), at(sorted, 0.99), at(sorted, 1));
        }

        /** By nearest rank: with few runs the worst one. */
        private static double at(long[] sorted, double share) {
            int rank = (int) Math.ceil(share * sorted.length);
            return sorted[Math.max(0, rank - 1)] / 1e6;
        }
    }
}
