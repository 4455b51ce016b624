package dev.holdfast.backup.engine.work;

/** Brings one thing a step further. Level-triggered: it looks at the world as it is, not at what happened. */
@FunctionalInterface
public interface Reconciler {

    /** One pass. Never throws for what the API server answers; an exception is a bug and is retried with backoff. */
    Outcome reconcile(WorkKey key);
}
