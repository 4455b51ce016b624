package dev.holdfast.backup.testkit.pods;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs a task on an executor whenever asked to, never twice at once, and once more when asked to while it runs. Thread-safe. */
final class PodQueue {
    private final Executor executor;
    private final Runnable task;
    private final AtomicInteger asked = new AtomicInteger();

    PodQueue(Executor executor, Runnable task) {
        this.executor = executor;
        this.task = task;
    }

    /** Asks for a run soon; returns at once. */
    void wake() {
        if (asked.getAndIncrement() == 0) {
            executor.execute(this::drain);
        }
    }

    private void drain() {
        int seen;
        do {
            seen = asked.get();
            task.run();
        } while (asked.addAndGet(-seen) > 0);
    }
}
