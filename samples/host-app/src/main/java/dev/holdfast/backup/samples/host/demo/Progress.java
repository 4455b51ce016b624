package dev.holdfast.backup.samples.host.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** Prints a line per step when it ends; on a terminal also the running step with its time. Used by one thread. */
final class Progress implements AutoCloseable {

    private static final long TICK_MILLIS = 200;

    private final PrintWriter out;
    private final InstantSource clock;
    private final boolean live;
    private final Instant start;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "progress");
        thread.setDaemon(true);
        return thread;
    });

    Progress(PrintWriter out, InstantSource clock, boolean live) {
        this.out = out;
        this.clock = clock;
        this.live = live;
        this.start = clock.instant();
    }

    /**
     * Does one step.
     *
     * @param title what is being done
     * @param outcome what is to be said about the result; may be empty
     */
    <T> T step(String title, Supplier<T> work, Function<T, String> outcome) {
        Instant begun = clock.instant();
        ScheduledFuture<?> tick =
                ticker.scheduleAtFixedRate(() -> showRunning(title, begun), 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
        T result;
        try {
            result = work.get();
        } finally {
            tick.cancel(false);
        }
        String said = outcome.apply(result);
        line(title + (said.isEmpty() ? "" : ": " + said), begun);
        return result;
    }

    /** The same without a result. */
    void step(String title, Runnable work) {
        step(
                title,
                () -> {
                    work.run();
                    return "";
                },
                said -> said);
    }

    private void showRunning(String title, Instant begun) {
        if (live) {
            synchronized (out) {
                out.print("\r\u001b[K" + stamp() + " " + title + " … " + seconds(begun));
                out.flush();
            }
        }
    }

    private void line(String text, Instant begun) {
        synchronized (out) {
            out.println((live ? "\r\u001b[K" : "") + stamp() + " " + text + " (" + seconds(begun) + ")");
            out.flush();
        }
    }

    private String stamp() {
        return String.format(Locale.ROOT, "[%5.1f s]", toSeconds(start));
    }

    private String seconds(Instant since) {
        return String.format(Locale.ROOT, "%.1f s", toSeconds(since));
    }

    private double toSeconds(Instant since) {
        return Duration.between(since, clock.instant()).toMillis() / 1000.0;
    }

    @Override
    public void close() {
        ticker.shutdownNow();
    }
}
