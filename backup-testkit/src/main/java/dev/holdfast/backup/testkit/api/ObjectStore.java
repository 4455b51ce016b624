package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.testkit.api.ObjectChange.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * All objects, one revision counter and the history of changes. Stored trees are never modified, only replaced.
 * Every method may be called by any thread; {@link #locked} makes several calls one.
 */
final class ObjectStore {

    private final ReentrantLock lock = new ReentrantLock(true);
    private final Map<String, NavigableMap<ObjectKey, ObjectNode>> kinds = new HashMap<>();
    private final Deque<ObjectChange> history = new ArrayDeque<>();
    private final List<Consumer<ObjectChange>> listeners = new CopyOnWriteArrayList<>();
    private final int historyLimit;
    private long revision = 1;
    private long compacted;

    ObjectStore(int historyLimit) {
        this.historyLimit = historyLimit;
    }

    <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    void listen(Consumer<ObjectChange> listener) {
        listeners.add(listener);
    }

    void unlisten(Consumer<ObjectChange> listener) {
        listeners.remove(listener);
    }

    long revision() {
        return locked(() -> revision);
    }

    Optional<ObjectNode> get(ResourceType type, String namespace, String name) {
        return locked(() -> Optional.ofNullable(objects(type).get(new ObjectKey(namespace, name))));
    }

    /** Everything of this kind, in key order. */
    List<ObjectNode> list(ResourceType type) {
        return locked(() -> List.copyOf(objects(type).values()));
    }

    /** Stores a new or changed object under the next revision and returns it as stored. */
    ObjectNode put(ResourceType type, ObjectNode object) {
        return locked(() -> {
            ObjectNode stored = stamped(object);
            Optional<ObjectNode> previous = Optional.ofNullable(objects(type).put(ObjectKey.of(stored), stored));
            publish(new ObjectChange(
                    previous.isPresent() ? Kind.MODIFIED : Kind.ADDED, type, stored, previous, revision));
            return stored;
        });
    }

    /** Takes the object away; the returned last state carries the revision of the deletion. */
    ObjectNode remove(ResourceType type, ObjectNode object) {
        return locked(() -> {
            ObjectNode last = stamped(object);
            Optional<ObjectNode> previous = Optional.ofNullable(objects(type).remove(ObjectKey.of(object)));
            publish(new ObjectChange(Kind.DELETED, type, last, previous, revision));
            return last;
        });
    }

    /** What the kind held at an earlier revision; empty when that is too long ago. */
    Optional<List<ObjectNode>> listAt(ResourceType type, long wanted) {
        return locked(() -> {
            if (wanted < compacted) {
                return Optional.empty();
            }
            TreeMap<ObjectKey, ObjectNode> then = new TreeMap<>(objects(type));
            Iterator<ObjectChange> backwards = history.descendingIterator();
            while (backwards.hasNext()) {
                ObjectChange change = backwards.next();
                if (change.revision() <= wanted) {
                    break;
                }
                if (sameKind(change.type(), type)) {
                    ObjectKey key = ObjectKey.of(change.object());
                    change.previous().ifPresentOrElse(before -> then.put(key, before), () -> then.remove(key));
                }
            }
            return Optional.of(List.copyOf(then.values()));
        });
    }

    /** Changes after the given revision; empty when some of them are forgotten. */
    Optional<List<ObjectChange>> changesAfter(long since) {
        return locked(() -> {
            if (since < compacted) {
                return Optional.empty();
            }
            List<ObjectChange> out = new ArrayList<>();
            history.forEach(change -> {
                if (change.revision() > since) {
                    out.add(change);
                }
            });
            return Optional.of(out);
        });
    }

    /** Forgets all history: older revisions can be neither listed nor watched any more. */
    void compact() {
        locked(() -> {
            compacted = revision;
            history.clear();
            return compacted;
        });
    }

    static boolean sameKind(ResourceType one, ResourceType other) {
        return one.group().equals(other.group()) && one.plural().equals(other.plural());
    }

    private ObjectNode stamped(ObjectNode object) {
        revision++;
        ObjectNode copy = object.deepCopy();
        Json.meta(copy).put("resourceVersion", Long.toString(revision));
        return copy;
    }

    private void publish(ObjectChange change) {
        history.addLast(change);
        if (history.size() > historyLimit) {
            compacted = history.removeFirst().revision();
        }
        listeners.forEach(listener -> listener.accept(change));
    }

    private NavigableMap<ObjectKey, ObjectNode> objects(ResourceType type) {
        return kinds.computeIfAbsent(type.qualifiedName(), ignored -> new TreeMap<>());
    }
}
