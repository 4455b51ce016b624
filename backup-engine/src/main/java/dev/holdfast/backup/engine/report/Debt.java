package dev.holdfast.backup.engine.report;

import dev.holdfast.backup.spi.ObjectRef;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Optional;

/**
 * What a run with a journal holds and has done, and how to go on.
 *
 * @param run as it stands
 * @param journal name of its Secret in the engine's namespace
 * @param captured live objects as they were before it, or one that it took over, deleted or changed them; oldest first
 * @param made objects that it has made; some may be gone
 * @param ways how to continue, one sentence each
 * @param refusal why it cannot be settled; empty if it can
 */
public record Debt(
        OpenRun run,
        String journal,
        List<Captured> captured,
        List<ObjectRef> made,
        List<String> ways,
        Optional<String> refusal) {

    /**
     * An object as it was.
     *
     * @param fate what has become of it, in words
     * @param before the whole object
     */
    public record Captured(String fate, GenericKubernetesResource before) {

        /** Its address. */
        public ObjectRef object() {
            return ObjectRef.of(before);
        }
    }

    /** Copies the lists. */
    public Debt {
        captured = List.copyOf(captured);
        made = List.copyOf(made);
        ways = List.copyOf(ways);
    }
}
