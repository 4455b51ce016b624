package dev.holdfast.backup.engine.work;

import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.ResourceKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Who wakes on what. A key registers before it reads: a change after the registration wakes it, a change before is seen by
 * the read, and so none is lost. Thread-safe.
 */
public final class InterestIndex {

    private final Map<Interest, Set<WorkKey>> keysOf = new HashMap<>();
    private final Map<WorkKey, Set<Interest>> interestsOf = new HashMap<>();

    /** Adds an interest of a key. */
    public synchronized void register(WorkKey key, Interest interest) {
        keysOf.computeIfAbsent(interest, i -> new HashSet<>()).add(key);
        interestsOf.computeIfAbsent(key, k -> new HashSet<>()).add(interest);
    }

    /** Drops all interests of the key but these; adds none. */
    public synchronized void retain(WorkKey key, Set<Interest> interests) {
        Set<Interest> mine = interestsOf.getOrDefault(key, Set.of());
        for (Interest interest : Set.copyOf(mine)) {
            if (!interests.contains(interest)) {
                mine.remove(interest);
                drop(key, interest);
            }
        }
        if (mine.isEmpty()) {
            interestsOf.remove(key);
        }
    }

    /** Drops all interests of the key. */
    public synchronized void forget(WorkKey key) {
        Set<Interest> mine = interestsOf.remove(key);
        if (mine != null) {
            mine.forEach(interest -> drop(key, interest));
        }
    }

    private void drop(WorkKey key, Interest interest) {
        Set<WorkKey> keys = keysOf.get(interest);
        if (keys != null && keys.remove(key) && keys.isEmpty()) {
            keysOf.remove(interest);
        }
    }

    /** Whether the key has any interest. */
    public synchronized boolean has(WorkKey key) {
        return interestsOf.containsKey(key);
    }

    /** Number of different interests. */
    public synchronized int size() {
        return keysOf.size();
    }

    /**
     * The keys that a change of an object wakes.
     *
     * @param before its labels before the change; empty if it is new
     * @param after its labels after the change; empty if it is gone
     */
    public synchronized Set<WorkKey> affected(ObjectRef ref, Map<String, String> before, Map<String, String> after) {
        Set<WorkKey> keys = new HashSet<>(keysOf.getOrDefault(new Interest.ByName(ref), Set.of()));
        addByLabel(keys, ref, before);
        addByLabel(keys, ref, after);
        return keys;
    }

    private void addByLabel(Set<WorkKey> keys, ObjectRef ref, Map<String, String> labels) {
        labels.forEach((label, value) -> keys.addAll(
                keysOf.getOrDefault(new Interest.ByLabel(ref.kind(), ref.namespace(), label, value), Set.of())));
    }

    /** The keys with any interest in a kind. */
    public synchronized Set<WorkKey> interestedIn(ResourceKind kind) {
        Set<WorkKey> keys = new HashSet<>();
        keysOf.forEach((interest, interested) -> {
            if (interest.kind().equals(kind)) {
                keys.addAll(interested);
            }
        });
        return keys;
    }
}
