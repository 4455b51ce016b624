package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Deletes objects, or marks them where a finalizer or a grace period holds them. Callers hold the store's lock. */
final class Deleter {

    static final String ORPHAN = "orphan";
    static final String FOREGROUND = "foregroundDeletion";

    private final ObjectStore store;
    private final InstantSource clock;

    Deleter(ObjectStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The last or the marked state. */
    record Deleted(ObjectNode object, boolean gone) {}

    Deleted delete(ResourceType type, ObjectNode current, DeleteOptions options) {
        checkPreconditions(type, current, options);
        ObjectNode object = current.deepCopy();
        Json.setFinalizers(object, finalizers(type, current, options.propagation()));
        long grace = type.isKind("", "Pod") ? PodRules.grace(current, options.graceSeconds()) : 0;
        boolean held = !Json.finalizers(object).isEmpty()
                || grace > 0
                || type.isKind("", "Namespace") && NamespaceRules.isHeld(object);
        if (!held) {
            return new Deleted(options.dryRun() ? object : store.remove(type, object), true);
        }
        mark(type, object, grace);
        boolean unchanged = object.equals(current);
        return new Deleted(options.dryRun() || unchanged ? object : store.put(type, object), false);
    }

    private void mark(ResourceType type, ObjectNode object, long grace) {
        ObjectNode meta = Json.meta(object);
        boolean first = !Json.isDeleting(object);
        if (first) {
            meta.put("deletionTimestamp", MetaRules.timestamp(clock.instant().plusSeconds(grace)));
            MetaRules.nextGeneration(object);
        }
        if (first || meta.path("deletionGracePeriodSeconds").asLong() > grace) {
            meta.set("deletionGracePeriodSeconds", Json.number(grace));
        }
        if (type.isKind("", "Namespace")) {
            Json.child(object, "status").put("phase", "Terminating");
        }
    }

    private static List<String> finalizers(ResourceType type, ObjectNode object, String propagation) {
        List<String> present = Json.finalizers(object);
        List<String> wanted = new ArrayList<>(present);
        wanted.removeAll(List.of(ORPHAN, FOREGROUND));
        boolean said = !propagation.isEmpty();
        boolean jobDefault = type.isKind("batch", "Job") && !present.contains(FOREGROUND);
        if (said ? propagation.equals("Orphan") : present.contains(ORPHAN) || jobDefault && !Json.isDeleting(object)) {
            wanted.add(ORPHAN);
        }
        if (said ? propagation.equals("Foreground") : present.contains(FOREGROUND)) {
            wanted.add(FOREGROUND);
        }
        return wanted;
    }

    private static void checkPreconditions(ResourceType type, ObjectNode object, DeleteOptions options) {
        checkSame(type, object, "UID", options.uid(), Json.uid(object));
        checkSame(type, object, "ResourceVersion", options.resourceVersion(), Json.version(object));
    }

    static void checkSame(ResourceType type, ObjectNode object, String what, String wanted, String actual) {
        if (!wanted.isEmpty() && !wanted.equals(actual)) {
            throw ApiFailure.conflict(
                    type,
                    Json.name(object),
                    "Precondition failed: " + what + " in precondition: " + wanted + ", " + what + " in object meta: "
                            + actual);
        }
    }
}
