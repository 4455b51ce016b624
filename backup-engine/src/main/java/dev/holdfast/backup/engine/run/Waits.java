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

    private final Map<Slot, State> states = new ConcurrentHashMap<>();
    private final Map<WorkKey, Integer> errors = new ConcurrentHashMap<>();

    /** What is timed. */
    enum Aspect {
        /** Waiting for one reason. */
        REASON,
        /** The work of a stage not being under way. */
        IDLE,
        /** Being refused by the API server. */
        FORBIDDEN,
        /** Having told the tenant of a reason. */
        TOLD,
        /** The driver being gone. */
        DRIVER_GONE,
        /** A run of another controller not having ended. */
        STARTED_ELSEWHERE,
        /** Having looked for restores that were there before a backup announced itself. */
        LOOKED
    }

    private record Slot(WorkKey key, Aspect aspect) {}

    private record State(String what, Instant since) {}

    /** Since when the key has been in this state without a break; {@code from} if it is new here. */
    Instant since(WorkKey key, Aspect aspect, String what, Instant from) {
        return states.compute(
                        new Slot(key, aspect),
                        (k, old) -> old != null && old.what().equals(what) ? old : new State(what, from))
                .since();
    }

    /** Whether the key is known to be in this state. */
    boolean is(WorkKey key, Aspect aspect, String what) {
        State state = states.get(new Slot(key, aspect));
        return state != null && state.what().equals(what);
    }

    /** The state is over. */
    void clear(WorkKey key, Aspect aspect) {
        states.remove(new Slot(key, aspect));
    }

    /** Counts one more driver error in a row. */
    int error(WorkKey key) {
        return errors.merge(key, 1, Integer::sum);
    }

    /** The driver answered. */
    void noError(WorkKey key) {
        errors.remove(key);
    }

    /** The key is done with. */
    void forget(WorkKey key) {
        for (Aspect aspect : Aspect.values()) {
            clear(key, aspect);
        }
        noError(key);
    }
}
