package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.engine.work.Outcome;
import dev.holdfast.backup.engine.work.WorkKey;
import dev.holdfast.backup.spi.BackupResult;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Optional;

/** A run whose record stands in a journal. Used by one thread, for one pass. */
abstract class JournalHome implements RunHome {

    final EngineParts parts;
    final Waits waits;
    final Events events;
    final JobStatus status;
    private final WorkKey key;
    private Journal journal;

    JournalHome(EngineParts parts, Waits waits, Events events, JobStatus status, WorkKey key, Journal journal) {
        this.parts = parts;
        this.waits = waits;
        this.events = events;
        this.status = status;
        this.key = key;
        this.journal = journal;
    }

    Journal journal() {
        return journal;
    }

    void interrupt(Run run) {
        journal = parts.journals().interrupt(journal, run);
    }

    @Override
    public final WorkKey key() {
        return key;
    }

    @Override
    public JobView owner() {
        return status.view();
    }

    @Override
    public final Run run() {
        return journal.run();
    }

    @Override
    public final void save(Run run) {
        journal = parts.journals().save(journal, run);
    }

    @Override
    public final void save(Run run, List<GenericKubernetesResource> captured) {
        journal = parts.journals().save(journal, run, captured);
    }

    @Override
    public final Optional<GenericKubernetesResource> captured(String uid) {
        return journal.captured(uid);
    }

    @Override
    public final boolean tells(String reason) {
        return status.tells(reason);
    }

    @Override
    public void tell(Run run, String reason, String message, boolean started) {
        StatusPatch patch = status.patch();
        if (new Telling(waits, events, status, key).tell(patch, run.position().stage(), reason, message, started)) {
            status.write(patch);
            parts.listener().waiting(RunInfos.of(run, owner()), reason, message);
        }
    }

    @Override
    public void publish(Run run, String conditionType, String reason, String message) {
        status.write(status.patch().condition(conditionType, "True", reason, message));
    }

    @Override
    public final Optional<Exit> record(Run run, BackupResult result, Measurement measured) {
        throw new IllegalStateException("a " + run.operation() + " records no Backup");
    }

    /** Gives the locks back after a run that left everything as it was. */
    final Outcome giveBack() {
        parts.journals().giveBack(journal);
        return Outcome.idle();
    }

    /** Gives the locks back. */
    final Outcome release() {
        parts.journals().release(journal);
        return Outcome.idle();
    }
}
