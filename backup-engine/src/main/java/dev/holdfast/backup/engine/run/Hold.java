package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.holdfast.backup.spi.Reconciler;

/**
 * A reconciler that a run keeps still. Written down before the first patch of it.
 *
 * @param stage that begins its range; empty for one that was taken over from an interrupted restore
 * @param reconciler what is suspended, and by which field
 * @param uid of the object that is held; it changes when somebody makes the object anew
 * @param previous value of the field before; a missing node if there was none
 * @param marker on the object, by which it is known as held; the UID of the run that began the range
 */
public record Hold(String stage, Reconciler reconciler, String uid, JsonNode previous, String marker) {

    /** The same, of an object that was made anew and had no value of ours. */
    Hold on(String newUid) {
        return new Hold(stage, reconciler, newUid, MissingNode.getInstance(), marker);
    }

    /** The same as part of another run's range. */
    Hold takenInto(String newStage, Reconciler newReconciler) {
        return new Hold(newStage, newReconciler, uid, previous, marker);
    }

    /** The field that holds it still, dotted. */
    String field() {
        return reconciler.pointer().substring(1).replace('/', '.');
    }

    /** For messages: {@code HelmRelease default/postgres-db (spec.suspend)}. */
    @Override
    public String toString() {
        return reconciler.ref() + " (" + field() + ")";
    }
}
