package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.engine.work.Outcome;
import dev.holdfast.backup.engine.work.WorkKey;
import dev.holdfast.backup.spi.BackupResult;
import dev.holdfast.backup.spi.Planning;
import dev.holdfast.backup.spi.Problem;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Optional;

/**
 * Where a run lives: the object it belongs to and the place of its record. There is one per kind of run. Used by one thread, for
 * one pass.
 */
interface RunHome {

    /** What is woken. */
    WorkKey key();

    /** The BackupJob, RestoreJob or Backup as it was read. */
    JobView owner();

    /** The record as last written; what a pass falls back to when a request fails. */
    Run run();

    /** Writes the record; a 409 means that somebody else moved, and ends the pass. */
    void save(Run run);

    /**
     * Writes the record, and with it live objects as they are before the run deletes or changes them.
     *
     * @throws dev.holdfast.backup.spi.RefusedException {@code PlanTooLarge} if they cannot be kept; nothing is written then
     */
    default void save(Run run, List<GenericKubernetesResource> captured) {
        throw new IllegalStateException("a run without a journal changes nothing that it did not make: " + run.uid());
    }

    /** The object with this UID as it was captured. */
    default Optional<GenericKubernetesResource> captured(String uid) {
        return Optional.empty();
    }

    /** The run's plan, made again from the world as it is now; empty where it was made in this very pass, or need not be. */
    default Optional<Planning> planAgain(TrackedReads reads) {
        return Optional.empty();
    }

    /** Whether the tenant is told of this reason already, so that only its message may have to follow. */
    boolean tells(String reason);

    /** Tells the tenant what the run waits for. */
    void tell(Run run, String reason, String message, boolean started);

    /** Sets a condition of the run True because a stage is done. */
    void publish(Run run, String conditionType, String reason, String message);

    /** A backup's result is known: records the Backup. Returns why that is impossible, if it is. */
    Optional<Exit> record(Run run, BackupResult result, Measurement measured);

    /** Why the run is to stop if it still can; empty if it is to go on. */
    Optional<Problem> stopRequested();

    /** A request to stop, if there is one. */
    static Optional<Problem> cancelledIf(boolean requested) {
        return requested
                ? Optional.of(Problem.of(Reasons.CANCELLED.wire(), "cancelled; what had been begun was undone"))
                : Optional.empty();
    }

    /**
     * Writes the end and gives everything back.
     *
     * @param debt what could not be cleaned up; empty if nothing
     */
    Outcome end(Run run, Ending ending, Optional<String> debt);
}
