package dev.holdfast.backup.testkit.conformance;

import java.lang.Thread.State;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The calls into a driver that are under way: whether they return in time, and work or stand still. Thread-safe. */
final class Calls implements AutoCloseable {

    private static final long LOOK_MILLIS = 50;
    private static final int STILL = 3;
    private static final Duration BOUND = Duration.ofSeconds(10);

    final Findings findings;
    private final Map<Thread, Call> open = new ConcurrentHashMap<>();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "conformance-watch");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean twice;

    /** One call. Written by its own thread, but for the count. */
    private static final class Call {
        private final String what;
        private final long since = System.nanoTime();
        private volatile boolean reads;
        private volatile int still;

        private Call(String what) {
            this.what = what;
        }
    }

    Calls(Findings findings) {
        this.findings = findings;
        watch.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    void askTwice() {
        twice = true;
    }

    boolean isAskedTwice() {
        return twice;
    }

    /** Runs the call. */
    <T> T timed(String what, Supplier<T> call) {
        Thread here = Thread.currentThread();
        Call made = new Call(what);
        open.put(here, made);
        try {
            return call.get();
        } finally {
            open.remove(here);
            if (System.nanoTime() - made.since > BOUND.toNanos()) {
                findings.broken(Rule.RETURNS, what + " took longer than " + BOUND.toSeconds() + " s");
            }
        }
    }

    /** A read on the way: the driver may wait for it. */
    void reading(boolean reads) {
        Call call = open.get(Thread.currentThread());
        if (call != null) {
            call.reads = reads;
            call.still = 0;
        }
    }

    private void look() {
        open.forEach((thread, call) -> {
            State state = thread.getState();
            boolean still = !call.reads && (state == State.WAITING || state == State.TIMED_WAITING);
            call.still = still ? call.still + 1 : 0;
            if (call.still == STILL) {
                findings.broken(Rule.RETURNS, call.what + " stands still" + at(thread));
            }
        });
    }

    private static String at(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .filter(f -> !f.getClassName().startsWith("java.")
                        && !f.getClassName().startsWith("jdk."))
                .findFirst()
                .map(f -> " at " + f)
                .orElse("");
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
