package dev.holdfast.backup.engine.report;

import dev.holdfast.backup.spi.ObjectRef;
import java.util.List;
import java.util.Optional;

/**
 * What of an engine would stay in a cluster that it leaves.
 *
 * @param engine who holds the engine's Lease and has renewed it in time; empty if no engine is alive
 * @param held objects that bear finalizers of the engine
 * @param journals runs that have a journal
 */
public record Leftovers(Optional<String> engine, List<Held> held, List<OpenRun> journals) {

    /**
     * An object that cannot go without the engine.
     *
     * @param object its address
     * @param finalizers those of the engine
     * @param deleting whether somebody has deleted it already
     */
    public record Held(ObjectRef object, List<String> finalizers, boolean deleting) {

        /** Copies the list. */
        public Held {
            finalizers = List.copyOf(finalizers);
        }
    }

    /** Copies the lists. */
    public Leftovers {
        held = List.copyOf(held);
        journals = List.copyOf(journals);
    }

    /** Whether nothing would stay. */
    public boolean isEmpty() {
        return held.isEmpty() && journals.isEmpty();
    }
}
