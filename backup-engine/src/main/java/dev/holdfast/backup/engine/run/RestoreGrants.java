package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.api.ApplicationGroups;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.spi.ApplicationRef;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Whether a restore may go into another namespace: only where a RestoreGrant in that namespace names the one it comes from, and the
 * kind that it restores. Asked live, each time a plan is made, and before anything of the other namespace is looked at.
 */
final class RestoreGrants {

    private final EngineParts parts;

    RestoreGrants(EngineParts parts) {
        this.parts = parts;
    }

    /** Why the job may not restore there; empty if it may. Says the same whatever is there, and whether or not anything is. */
    Optional<Resolution> barred(JobView job, ApplicationRef target) {
        String home = job.ref().namespace();
        String there = target.namespace();
        if (there.equals(home)) {
            return Optional.empty();
        }
        boolean granted = !there.equals(parts.options().namespace())
                && parts.options().serves(there)
                && allow(specs(there), home, target);
        return granted
                ? Optional.empty()
                : Optional.of(Resolution.refused(
                        Reasons.TARGET_NOT_GRANTED.wire(),
                        "no RestoreGrant in namespace " + there + " lets restores of " + word(target)
                                + " from namespace " + home + " in; ask an admin for one, then create a new RestoreJob",
                        "/spec/options/targetNamespace"));
    }

    private List<JsonNode> specs(String namespace) {
        return parts.cluster().list(Kinds.RESTORE_GRANT, namespace, "").orElse(List.of()).stream()
                .map(JobView::of)
                .filter(grant -> !grant.deleting())
                .map(JobView::spec)
                .toList();
    }

    /** Whether one of the grants, given by their specs, names both. Pure. */
    static boolean allow(List<JsonNode> grants, String from, ApplicationRef target) {
        return grants.stream()
                .flatMap(grant -> StreamSupport.stream(grant.path("from").spliterator(), false))
                .filter(source -> source.path("namespace").asText().equals(from))
                .flatMap(source -> StreamSupport.stream(source.path("kinds").spliterator(), false))
                .anyMatch(kind -> kind.asText().equals(word(target)));
    }

    private static String word(ApplicationRef target) {
        return target.group().equals(ApplicationGroups.DEFAULT) ? target.kind() : target.kind() + "." + target.group();
    }
}
