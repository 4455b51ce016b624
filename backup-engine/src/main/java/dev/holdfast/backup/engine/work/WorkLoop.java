package dev.holdfast.backup.engine.work;

import dev.holdfast.backup.engine.cluster.LeadershipLostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes keys from a queue, runs their passes on an executor, a limited number at a time, and does what each pass wants next.
 * No thread waits for keys: a pass is a task. Starts paused. Thread-safe.
 */
public final class WorkLoop {

    private static final Logger LOG = LoggerFactory.getLogger(WorkLoop.class);

    private final KeyedQueue queue;
    private final Reconciler reconciler;
    private final Executor executor;
    private final int workers;
    private final Duration safetyPass;
    private final Predicate<WorkKey> isLive;
    private boolean isRunning;
    private int busy;

    /**
     * A loop over a queue, whose only consumer it becomes.
     *
     * @param executor of the passes; stays the caller's, and should have a thread for each worker
     * @param workers passes at the same time
     * @param safetyPass how often a key that is not done gets a pass although nothing happened
     * @param isLive whether a key that wants nothing more still waits for something, such as {@link InterestIndex#has}
     */
    public WorkLoop(
            KeyedQueue queue,
            Reconciler reconciler,
            Executor executor,
            int workers,
            Duration safetyPass,
            Predicate<WorkKey> isLive) {
        this.queue = queue;
        this.reconciler = reconciler;
        this.executor = executor;
        this.workers = workers;
        this.safetyPass = safetyPass;
        this.isLive = isLive;
        queue.onReady(this::dispatch);
    }

    /** Starts passes from now on. */
    public void resume() {
        synchronized (this) {
            isRunning = true;
        }
        dispatch();
    }

    /** Starts no more passes; those under way go on, and keys are kept. */
    public synchronized void pause() {
        isRunning = false;
    }

    /** How many passes are under way. */
    public synchronized int busy() {
        return busy;
    }

    /**
     * Ends for good: starts no more passes and waits for those under way.
     *
     * @return whether they ended within {@code bound}
     */
    public boolean shutdown(Duration bound) throws InterruptedException {
        pause();
        return queue.shutdown(bound);
    }

    private void dispatch() {
        for (Optional<WorkKey> key = take(); key.isPresent(); key = take()) {
            WorkKey taken = key.get();
            try {
                executor.execute(() -> pass(taken));
            } catch (RejectedExecutionException e) {
                LOG.warn("the executor refused the pass of {}; it is tried again later: {}", taken, e.toString());
                giveBack(taken, Outcome.retry());
            }
        }
    }

    private synchronized Optional<WorkKey> take() {
        if (!isRunning || busy >= workers) {
            return Optional.empty();
        }
        Optional<WorkKey> key = queue.poll();
        key.ifPresent(k -> busy++);
        return key;
    }

    private void pass(WorkKey key) {
        Outcome outcome = Outcome.retry();
        try {
            outcome = withSafetyPass(key, reconciler.reconcile(key));
        } catch (LeadershipLostException e) {
            LOG.debug("pass of {} dropped: {}", key, e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("pass of {} failed; it is tried again later", key, e);
        } finally {
            giveBack(key, outcome);
        }
        dispatch();
    }

    private Outcome withSafetyPass(WorkKey key, Outcome outcome) {
        if (outcome.backoff()) {
            return outcome;
        }
        boolean isSooner =
                outcome.again().filter(d -> d.compareTo(safetyPass) <= 0).isPresent();
        boolean isDone = outcome.again().isEmpty() && !isLive.test(key);
        return isSooner || isDone ? outcome : Outcome.after(safetyPass);
    }

    private void giveBack(WorkKey key, Outcome outcome) {
        synchronized (this) {
            busy--;
        }
        queue.done(key, outcome);
    }
}
