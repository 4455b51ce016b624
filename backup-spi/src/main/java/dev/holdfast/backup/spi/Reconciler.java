package dev.holdfast.backup.spi;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;

/**
 * Something that would undo or disturb what a plan does, and the field that holds it still: a Flux HelmRelease with
 * {@code spec.suspend}, a Deployment with zero replicas, a virtual machine that is halted.
 *
 * @param ref its address
 * @param uid of the object as it was read while planning
 * @param pointer JSON pointer to the field, such as {@code /spec/suspend}; objects only, no array indexes
 * @param value that holds it still
 * @param idle check that is done once it stands still; empty for the engine's own judgement: a HelmRelease must have no action under
 *     way, any other object must have been observed in its present generation, where it reports one
 * @param suspended whether somebody else had set the value already
 */
public record Reconciler(
        ObjectRef ref, String uid, String pointer, JsonNode value, Optional<String> idle, boolean suspended) {

    /** Checks the pointer. */
    public Reconciler {
        JsonPointer parsed = JsonPointer.compile(pointer);
        if (parsed.matches() || pointer.startsWith("/metadata") || pointer.startsWith("/status")) {
            throw new IllegalArgumentException(
                    "the field that suspends " + ref + " must be below its spec, not '" + pointer + "'");
        }
    }

    /** {@code live}, held still by {@code value} at {@code pointer}. */
    public static Reconciler of(HasMetadata live, String pointer, JsonNode value) {
        JsonNode now = Trees.of(live).at(pointer);
        return new Reconciler(
                ObjectRef.of(live), live.getMetadata().getUid(), pointer, value, Optional.empty(), now.equals(value));
    }

    /** A HelmRelease of Flux. */
    public static Reconciler helmRelease(HasMetadata live) {
        return of(live, "/spec/suspend", BooleanNode.TRUE);
    }

    /** The same, still once the driver's check of this name is done. */
    public Reconciler idleWhen(String check) {
        return new Reconciler(ref, uid, pointer, value, Optional.of(check), suspended);
    }

    /** The same, with what is known about who had suspended it. */
    public Reconciler suspended(boolean before) {
        return new Reconciler(ref, uid, pointer, value, idle, before);
    }
}
