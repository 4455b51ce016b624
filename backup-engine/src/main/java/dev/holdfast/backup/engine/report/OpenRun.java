package dev.holdfast.backup.engine.report;

import dev.holdfast.backup.spi.ApplicationRef;
import dev.holdfast.backup.spi.ObjectRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A run that has not ended, or that has left something locked or suspended behind.
 *
 * @param operation {@code Backup}, {@code Restore}, {@code Reclaim} or {@code Verify}
 * @param owner the job or Backup whose run it is
 * @param ownerGone whether that object does not exist any more
 * @param uid of the run
 * @param standing how it stands
 * @param journal name of the Secret in the engine's namespace that is its record and its first lock; empty if it has none
 * @param target what it acts on; empty if that is not known yet
 * @param locks keys of what no other run may have meanwhile
 * @param suspended the reconcilers that it keeps still
 * @param stage where it is; empty before it has begun
 * @param since when it has been there
 * @param inDanger whether the target is not usable as it is: past the point of no return, and not safe again
 * @param reason what it waits for or why it left; empty if nothing was told
 * @param message the same for people
 * @param deadline its next bound; empty if none runs
 */
public record OpenRun(
        String operation,
        ObjectRef owner,
        boolean ownerGone,
        String uid,
        Standing standing,
        Optional<String> journal,
        Optional<ApplicationRef> target,
        List<String> locks,
        List<Suspended> suspended,
        String stage,
        Instant since,
        boolean inDanger,
        String reason,
        String message,
        Optional<Instant> deadline) {

    /** How a run stands. */
    public enum Standing {
        /** Nothing was begun. */
        WAITING("Waiting"),
        /** It carries out its plan. */
        AT_WORK("AtWork"),
        /** What it leaves behind is being removed. */
        LEAVING("Leaving"),
        /** A restore failed past its point of no return; its lock waits for the next one. */
        INTERRUPTED("Interrupted"),
        /** Somebody has decided that what it holds is let go. */
        SETTLING("Settling");

        private final String word;

        Standing(String word) {
            this.word = word;
        }

        /** For people and programs. */
        public String word() {
            return word;
        }
    }

    /**
     * A reconciler that a run keeps still.
     *
     * @param object what is suspended
     * @param field that holds it still, such as {@code spec.suspend}
     * @param previous what the field gets back, as JSON; empty if it had no value
     * @param why it is kept still now
     */
    public record Suspended(ObjectRef object, String field, Optional<String> previous, String why) {

        /** For messages: {@code HelmRelease default/postgres-db (spec.suspend)}. */
        @Override
        public String toString() {
            return object + " (" + field + ")";
        }
    }

    /** Copies the lists. */
    public OpenRun {
        locks = List.copyOf(locks);
        suspended = List.copyOf(suspended);
    }
}
