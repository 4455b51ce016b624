package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.api.Finalizers;
import dev.holdfast.backup.engine.cluster.ApiException;
import java.util.ArrayList;
import java.util.List;

/**
 * The engine's finalizer on a RestoreJob or Backup: it makes a deletion visible in time. Safety does not rest on it, as tenants can
 * strip it from a RestoreJob; the journal stays.
 */
final class CleanupFinalizer {

    private final JobStatus status;

    CleanupFinalizer(JobStatus status) {
        this.status = status;
    }

    /** Adds it unless it is there. */
    void add() {
        List<String> finalizers = new ArrayList<>(status.view().finalizers());
        if (!finalizers.contains(Finalizers.CLEANUP)) {
            finalizers.add(Finalizers.CLEANUP);
            write(finalizers);
        }
    }

    /** Removes it, and its older form, if one is there; an object that is gone already is fine. */
    void remove() {
        List<String> finalizers = new ArrayList<>(status.view().finalizers());
        if (finalizers.removeAll(List.of(Finalizers.CLEANUP, Finalizers.LEGACY_CLEANUP_VELERO))) {
            try {
                write(finalizers);
            } catch (ApiException e) {
                if (e.code() != 404 || e.isKindMissing()) {
                    throw e;
                }
            }
        }
    }

    private void write(List<String> finalizers) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        ArrayNode list = patch.putObject("metadata").putArray("finalizers");
        finalizers.forEach(list::add);
        status.patchObject(patch);
    }
}
