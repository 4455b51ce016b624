package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.holdfast.backup.api.ConditionTypes;
import dev.holdfast.backup.api.Finalizers;
import dev.holdfast.backup.api.JobPhase;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.engine.cluster.ApiException;
import dev.holdfast.backup.engine.work.Outcome;
import dev.holdfast.backup.engine.work.WorkKey;
import dev.holdfast.backup.spi.BackupDriver;
import dev.holdfast.backup.spi.BackupRecord;
import dev.holdfast.backup.spi.Failed;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.Observation;
import dev.holdfast.backup.spi.Problem;
import dev.holdfast.backup.spi.StrategyType;
import dev.holdfast.backup.spi.Waiting;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Brings RestoreJobs a step further: plan, lock, confirm, run, end. Thread-safe. */
public final class RestoreRuns {

    private final EngineParts parts;
    private final Waits waits;
    private final Events events;
    private final Runs runs;
    private final StartedElsewhere elsewhere;

    RestoreRuns(EngineParts parts, Waits waits, Events events) {
        this.parts = parts;
        this.waits = waits;
        this.events = events;
        this.runs = new Runs(parts, waits, events);
        this.elsewhere = new StartedElsewhere(parts, waits, events);
    }

    /** One pass over one RestoreJob. */
    public Outcome reconcile(WorkKey key) {
        Optional<JobView> job = parts.feeds()
                .read(new ObjectRef(Kinds.RESTORE_JOB, key.namespace(), key.name()))
                .object()
                .map(JobView::of);
        if (job.isEmpty()) {
            waits.forget(key);
            parts.feeds().forget(key);
            return Outcome.idle();
        }
        JobStatus status = new JobStatus(parts, job.get());
        Optional<JsonNode> record = JobStatus.record(job.get());
        if (record.filter(r -> r.path("version").asInt() > RunCodec.VERSION).isPresent()) {
            return Outcome.after(parts.options().bounds().driverGrace());
        }
        Optional<Journal> journal = journal(job.get(), record);
        if (job.get().terminal()) {
            return ended(key, status, journal);
        }
        if (journal.isPresent()) {
            return finished(key, status, resume(key, status, journal.get()));
        }
        if (job.get().deleting()) {
            new CleanupFinalizer(status).remove();
            return Outcome.idle();
        }
        return finished(
                key,
                status,
                record.isEmpty() && StartedElsewhere.is(job.get()) ? elsewhere(key, status) : begin(key, status));
    }

    private Outcome begin(WorkKey key, JobStatus status) {
        return new RestoreBegin(parts, waits, events, runs, key, status).begin(this::confirm);
    }

    private Outcome elsewhere(WorkKey key, JobStatus status) {
        Lookups lookups = new Lookups(parts, key);
        Resolution leads = new RestoreResolver(parts, lookups).resolve(status.view());
        return elsewhere.settle(key, status, Operation.RESTORE, lookups, leads);
    }

    /** A job that failed while it was still waiting may hold its lock already. */
    private Outcome finished(WorkKey key, JobStatus status, Outcome outcome) {
        return status.view().terminal() && status.view().finalizers().contains(Finalizers.CLEANUP)
                ? ended(key, status, journal(status.view(), JobStatus.record(status.view())))
                : outcome;
    }

    /** By name from the status; by the run's UID if the status was never written. */
    private Optional<Journal> journal(JobView job, Optional<JsonNode> record) {
        return record.map(r -> r.path("journal").asText())
                .filter(n -> !n.isEmpty())
                .flatMap(parts.journals()::find)
                .filter(j -> j.run().uid().equals(job.uid()))
                .or(() -> parts.journals().all().stream()
                        .filter(j -> j.run().uid().equals(job.uid()))
                        .findFirst());
    }

    private Outcome resume(WorkKey key, JobStatus status, Journal read) {
        Journal journal = parts.journals().takeOver(read);
        Run run = journal.run();
        if (run.exit().isEmpty() && !Runs.digest(run.plan()).equals(run.planDigest())) {
            return leave(key, status, journal, corrupt(status));
        }
        Optional<BackupDriver> driver = parts.drivers().find(run.driver());
        Optional<String> unable = driver.map(d -> Planner.incompatible(run, d))
                .orElseGet(() -> Optional.of(
                        "the driver for " + run.driver() + ", which planned this run, is not installed any more"));
        if (unable.isPresent()) {
            return driverGone(key, status, journal, unable.get());
        }
        waits.clear(key, Waits.Aspect.DRIVER_GONE);
        if (!run.claimed() && run.exit().isEmpty()) {
            return status.view().deleting()
                    ? giveUp(status, journal)
                    : new RestoreBegin(parts, waits, events, runs, key, status).again(journal, this::confirm);
        }
        return advance(key, status, journal, driver.orElseThrow(), run, false);
    }

    private static Exit corrupt(JobStatus status) {
        return new Exit(
                Reasons.PLAN_CORRUPT.wire(),
                "the plan in the journal of this run is not the one whose hash stands beside it; nothing more of it is"
                        + " carried out",
                Optional.empty(),
                status.now());
    }

    /** What the engine has to undo it undoes without the driver. */
    private Outcome leave(WorkKey key, JobStatus status, Journal journal, Exit exit) {
        Journal leaving = parts.journals().save(journal, journal.run().withExit(exit));
        return advance(key, status, leaving, AbsentDriver.of(leaving.run().driver()), leaving.run(), false);
    }

    /** Deleted before anything was done: the lock goes, then the finalizer. */
    private Outcome giveUp(JobStatus status, Journal journal) {
        parts.journals().giveBack(journal);
        new CleanupFinalizer(status).remove();
        return Outcome.idle();
    }

    /** A rolling update may bring it back; after the grace time what can be undone is undone, or, if nothing was done, begun again. */
    private Outcome driverGone(WorkKey key, JobStatus status, Journal journal, String why) {
        Run run = journal.run();
        Optional<Outcome> rest = new DriverGrace(parts, waits, events).rest(key, status, run, why);
        if (rest.isPresent()) {
            return rest.get();
        }
        if (run.exit().isPresent()) {
            return advance(key, status, journal, AbsentDriver.of(run.driver()), run, false);
        }
        boolean begun = run.touched()
                || !run.children().isEmpty()
                || !run.holds().isEmpty()
                || !run.hits().isEmpty()
                || parts.drivers().find(run.driver()).isEmpty();
        Problem reason = begun ? Problem.of(Reasons.DRIVER_INCOMPATIBLE.wire(), why) : Leaving.outdated();
        return leave(key, status, journal, new Exit(reason.reason(), reason.message(), Optional.empty(), status.now()));
    }

    /**
     * The lock is held: waits for backups of the target that are still at work, looks at the Backup once more, and only then goes
     * on to the first effect. A reclaim looks for journals after the Backup was deleted, so one of them sees the other.
     */
    private Outcome confirm(
            WorkKey key, JobStatus status, Journal journal, BackupDriver driver, Lookups lookups, Begun begun) {
        Run run = journal.run();
        Optional<Waiting> busy = new BackupsAtWork(parts).of(run, lookups);
        if (busy.isPresent()) {
            return new Pending(parts, waits, events, status, Operation.RESTORE, key)
                    .await(busy.get(), patience(status), true);
        }
        Optional<Exit> gone = backupGone(status, run);
        if (gone.isPresent()) {
            return advance(key, status, journal, driver, run.withExit(gone.get()), true);
        }
        Journal kept = journal;
        if (begun.safetyBackup()) {
            SafetyBackup.Standing standing =
                    new SafetyBackup(parts, status, lookups).take(journal, begun.backupClass());
            if (standing.open().isPresent()) {
                return unsafe(
                        key, status, standing.journal(), driver, standing.open().get());
            }
            kept = standing.journal();
        }
        return claimed(key, status, kept, driver, begun.described());
    }

    /** Under the lock the target is being backed up first, or could not be. */
    private Outcome unsafe(WorkKey key, JobStatus status, Journal journal, BackupDriver driver, Observation open) {
        if (open instanceof Waiting waiting) {
            return new Pending(parts, waits, events, status, Operation.RESTORE, key)
                    .await(waiting, patience(status), true);
        }
        Problem why = ((Failed) open).problems().get(0);
        Exit exit = new Exit(why.reason(), why.message(), why.field(), status.now());
        return advance(key, status, journal, driver, journal.run().withExit(exit), true);
    }

    private Outcome claimed(
            WorkKey key, JobStatus status, Journal journal, BackupDriver driver, UnaryOperator<StatusPatch> described) {
        Run run = journal.run();
        Journal claimed = parts.journals()
                .save(
                        journal,
                        run.withClaimed(true)
                                .withPosition(Position.entering(run.position().stage(), status.now())));
        StatusPatch patch = status.patch().set("phase", JobPhase.RUNNING.wire());
        patch.setOnce("startedAt", patch.now());
        patch.set("backupRef", status.view().spec().path("backupRef"));
        patch.set("target", References.of(run.pin().target()));
        Telling.running(described.apply(patch), run.position().stage());
        status.write(status.record(
                patch, RunCodec.pointer(claimed.run(), claimed.ref().name())));
        waits.forget(key);
        events.normal(
                status.view(),
                "Started",
                "restoring " + run.pin().backup().map(b -> "Backup " + b.name()).orElse("") + " into "
                        + run.pin().target());
        run.plan().warnings().forEach(w -> events.warning(status.view(), w.reason(), w.message()));
        parts.listener().started(RunInfos.of(run, status.view()));
        return advance(key, status, claimed, driver, claimed.run(), true);
    }

    /** Who has waited for an approval has still time to wait for others. */
    private Overrides patience(JobStatus status) {
        Overrides overrides = Overrides.of(status.view(), MissingNode.getInstance());
        boolean decided = !status.view().condition(ConditionTypes.PLANNED).isMissingNode();
        return decided
                ? overrides.withPatience(
                        Approvals.PATIENCE.plus(parts.options().bounds().awaiting()))
                : overrides;
    }

    private Optional<Exit> backupGone(JobStatus status, Run run) {
        String name = run.pin().backup().orElseThrow().name();
        ObjectRef ref = new ObjectRef(Kinds.BACKUP, status.view().ref().namespace(), name);
        boolean there = parts.cluster()
                .get(ref)
                .object()
                .map(JobView::of)
                .filter(b -> b.uid().equals(run.pin().backup().get().uid()) && !b.deleting())
                .isPresent();
        return there
                ? Optional.empty()
                : Optional.of(new Exit(
                        Reasons.BACKUP_NOT_READY.wire(),
                        ref + " was deleted before the restore had begun",
                        Optional.empty(),
                        status.now()));
    }

    private RestoreJobHome home(WorkKey key, JobStatus status, Journal journal, boolean fresh) {
        return new RestoreJobHome(
                parts,
                waits,
                events,
                status,
                journal,
                (latest, reads) -> new RestoreBegin(parts, waits, events, runs, key, status).planAgain(latest, reads),
                fresh);
    }

    private Outcome advance(
            WorkKey key, JobStatus status, Journal journal, BackupDriver driver, Run run, boolean fresh) {
        RestoreJobHome home = home(key, status, journal, fresh);
        Optional<BackupRecord> backup = parts.feeds()
                .read(new ObjectRef(
                        Kinds.BACKUP,
                        status.view().ref().namespace(),
                        run.pin().backup().orElseThrow().name()))
                .object()
                .map(b -> BackupRecords.of(JobView.of(b)));
        try (StoreSession stores = runs.stores(run.namespace())) {
            TrackedReads reads = runs.reads(key, driver, status.view(), run.namespace(), stores);
            Outcome outcome = new StageRunner(runs.pass(home, driver, backup, reads, stores)).advance(run);
            parts.feeds().retain(key, reads.interests());
            return outcome;
        }
    }

    /** Terminal is final; debt is still worked on, then locks and finalizer go. */
    private Outcome ended(WorkKey key, JobStatus status, Optional<Journal> journal) {
        try {
            if (journal.isPresent() && !cleaned(key, status, journal.get())) {
                return Outcome.retry(parts.options().bounds().recheck());
            }
            Optional<Journal> open = journal.filter(j -> j.state() == Journal.State.OPEN);
            boolean succeeded = status.view().phase().equals(JobPhase.SUCCEEDED.wire());
            open.ifPresent(succeeded ? parts.journals()::release : parts.journals()::giveBack);
            new CleanupFinalizer(status).remove();
        } catch (ApiException e) {
            return Outcome.retry();
        }
        waits.forget(key);
        parts.feeds().forget(key);
        return Outcome.idle();
    }

    private boolean cleaned(WorkKey key, JobStatus status, Journal journal) {
        StrategyType type = journal.run().driver();
        BackupDriver driver = parts.drivers().find(type).orElseGet(() -> AbsentDriver.of(type));
        RestoreJobHome home = home(key, status, journal, true);
        try (StoreSession stores = runs.stores(journal.run().namespace())) {
            TrackedReads reads =
                    runs.reads(key, driver, status.view(), journal.run().namespace(), stores);
            Pass pass = runs.pass(home, driver, Optional.empty(), reads, stores);
            boolean succeeded = status.view().phase().equals(JobPhase.SUCCEEDED.wire());
            if (!new Cleanup(pass).clean(journal.run(), succeeded).isEmpty()) {
                return false;
            }
            status.write(status.patch().withoutCondition(ConditionTypes.CLEANED_UP));
            return true;
        }
    }

    /** What follows once the lock is held. */
    @FunctionalInterface
    interface Confirm {

        /** Goes on with the journal. */
        Outcome go(WorkKey key, JobStatus status, Journal journal, BackupDriver driver, Lookups lookups, Begun begun);
    }

    /**
     * What was found out while the run was planned.
     *
     * @param described shows the plan in the status
     * @param safetyBackup whether the target is to be backed up first
     * @param backupClass with which; empty if it is gone
     */
    record Begun(UnaryOperator<StatusPatch> described, boolean safetyBackup, String backupClass) {}
}
