package dev.holdfast.backup.engine;

import java.time.Duration;

/** Tells two listeners. */
record BothListeners(RunListener first, RunListener second) implements RunListener {

    @Override
    public void started(RunInfo run) {
        first.started(run);
        second.started(run);
    }

    @Override
    public void waiting(RunInfo run, String reason, String message) {
        first.waiting(run, reason, message);
        second.waiting(run, reason, message);
    }

    @Override
    public void ended(RunInfo run, String outcome, String reason, Duration took) {
        first.ended(run, outcome, reason, took);
        second.ended(run, outcome, reason, took);
    }

    @Override
    public void debt(RunInfo run, String what) {
        first.debt(run, what);
        second.debt(run, what);
    }
}
