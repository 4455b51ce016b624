package dev.holdfast.backup.engine;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a host's listener from stopping a run: what it throws is logged. Thread-safe if the listener is. */
final class SafeListener implements RunListener {

    private static final Logger LOG = LoggerFactory.getLogger(SafeListener.class);

    private final RunListener listener;

    SafeListener(RunListener listener) {
        this.listener = listener;
    }

    private static void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.warn("a run listener failed", e);
        }
    }

    @Override
    public void started(RunInfo run) {
        guarded(() -> listener.started(run));
    }

    @Override
    public void waiting(RunInfo run, String reason, String message) {
        guarded(() -> listener.waiting(run, reason, message));
    }

    @Override
    public void ended(RunInfo run, String outcome, String reason, Duration took) {
        guarded(() -> listener.ended(run, outcome, reason, took));
    }

    @Override
    public void debt(RunInfo run, String what) {
        guarded(() -> listener.debt(run, what));
    }
}
