package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.engine.work.WorkKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps looks apart in time, and to one at once: a store that does not answer holds up one worker, and no run. Each key that has
 * to wait is given a turn, so that many of them do not ask in vain. Thread-safe.
 */
final class LookPace {

    private final Duration apart;
    private final Map<WorkKey, Instant> turns = new HashMap<>();
    private Instant nextTurn = Instant.MIN;
    private Instant notBefore = Instant.MIN;
    private boolean busy;

    LookPace(Duration apart) {
        this.apart = apart;
    }

    /** How long until the turn of the key; empty if it is now, and then {@link #done} has to follow. */
    synchronized Optional<Duration> turn(WorkKey key, Instant now) {
        Instant turn = turns.computeIfAbsent(key, k -> give(now));
        if (!now.isBefore(turn) && (busy || now.isBefore(notBefore))) {
            turn = give(now.plus(apart));
            turns.put(key, turn);
        }
        if (now.isBefore(turn)) {
            return Optional.of(Duration.between(now, turn));
        }
        turns.remove(key);
        notBefore = now.plus(apart);
        busy = true;
        return Optional.empty();
    }

    private Instant give(Instant earliest) {
        Instant turn = nextTurn.isBefore(earliest) ? earliest : nextTurn;
        nextTurn = turn.plus(apart);
        return turn;
    }

    /** The look is over. */
    synchronized void done() {
        busy = false;
    }

    /** The key needs no turn any more. */
    synchronized void forget(WorkKey key) {
        turns.remove(key);
    }
}
