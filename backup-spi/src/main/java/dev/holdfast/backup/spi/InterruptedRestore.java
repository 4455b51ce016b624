package dev.holdfast.backup.spi;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Optional;

/**
 * A restore that failed past its point of no return and left its target in an unknown state.
 *
 * @param runUid of the RestoreJob
 * @param stage in which it failed
 * @param reason why
 * @param facts what its plan and checks had found
 * @param captured the objects that it, or an interrupted restore before it, has deleted or changed, as they were before; oldest first
 */
public record InterruptedRestore(
        String runUid, String stage, String reason, JsonNode facts, List<GenericKubernetesResource> captured) {

    /** Copies the list. */
    public InterruptedRestore {
        captured = List.copyOf(captured);
    }

    /** The object as it was before any interrupted restore deleted or changed it; empty if none did. */
    public Optional<GenericKubernetesResource> captured(ObjectRef ref) {
        return captured.stream().filter(o -> ObjectRef.of(o).equals(ref)).findFirst();
    }
}
