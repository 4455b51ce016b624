package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.engine.cluster.ApiException;
import dev.holdfast.backup.engine.work.Outcome;
import dev.holdfast.backup.engine.work.Reconciler;
import dev.holdfast.backup.engine.work.WorkKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Sends each key to what reconciles its kind. Thread-safe; one per engine. */
public final class EngineReconciler implements Reconciler {

    private static final Logger LOG = LoggerFactory.getLogger(EngineReconciler.class);

    private final EngineParts parts;
    private final BackupRuns backups;
    private final RestoreRuns restores;
    private final BackupLifecycle lifecycle;
    private final JournalSettler journals;
    private final ClassStatus classes;

    /** A reconciler over these parts. */
    public EngineReconciler(EngineParts parts) {
        this.parts = parts;
        Waits waits = new Waits();
        Events events =
                new Events(parts.cluster(), parts.clock(), parts.options().identity());
        this.backups = new BackupRuns(parts, waits, events);
        this.restores = new RestoreRuns(parts, waits, events);
        this.lifecycle = new BackupLifecycle(parts, waits, events);
        this.journals = new JournalSettler(parts, waits, events);
        this.classes = new ClassStatus(parts);
    }

    @Override
    public Outcome reconcile(WorkKey key) {
        boolean ours = key.kind() == WorkKey.Kind.BACKUP_CLASS
                || key.kind() == WorkKey.Kind.JOURNAL
                || parts.options().serves(key.namespace());
        if (!ours) {
            return Outcome.idle();
        }
        try (MDC.MDCCloseable kind = MDC.putCloseable("backup.kind", key.kind().name());
                MDC.MDCCloseable namespace = MDC.putCloseable("backup.namespace", key.namespace());
                MDC.MDCCloseable name = MDC.putCloseable("backup.name", key.name())) {
            return switch (key.kind()) {
                case BACKUP_CLASS -> classes.reconcile(key);
                case BACKUP_JOB -> backups.reconcile(key);
                case RESTORE_JOB -> restores.reconcile(key);
                case BACKUP -> lifecycle.reconcile(key);
                case JOURNAL -> journals.reconcile(key);
            };
        } catch (ApiException e) {
            LOG.debug("pass over {} ended by the API server", key, e);
            return e.retryAfter().map(Outcome::retry).orElseGet(Outcome::retry);
        }
    }
}
