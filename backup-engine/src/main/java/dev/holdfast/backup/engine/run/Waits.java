package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.engine.work.WorkKey;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Since when each key has been in its present state, in memory: what is short is not worth a write. After a restart a state
 * begins anew, but for what the run's record says. Thread-safe.
 */
final class Waits {

    private final Map<WorkKey, State> states = new ConcurrentHashMap<>();

    private record State(String what, Instant since) {}

    /** Since when the key has been in this state without a break; {@code from} if it is new here. */
    Instant since(WorkKey key, String what, Instant from) {
        return states.compute(key, (k, old) -> old != null && old.what().equals(what) ? old : new State(what, from))
                .since();
    }

    /** The key is in no state any more. */
    void clear(WorkKey key) {
        states.remove(key);
    }
}
