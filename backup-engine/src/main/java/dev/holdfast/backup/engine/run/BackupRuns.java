package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.holdfast.backup.api.Annotations;
import dev.holdfast.backup.api.ConditionTypes;
import dev.holdfast.backup.api.DeletionPolicy;
import dev.holdfast.backup.api.JobPhase;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.engine.cluster.ApiException;
import dev.holdfast.backup.engine.work.Outcome;
import dev.holdfast.backup.engine.work.WorkKey;
import dev.holdfast.backup.spi.BackupDriver;
import dev.holdfast.backup.spi.LockKey;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.RefusedException;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.Stage;
import dev.holdfast.backup.spi.Waiting;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Brings BackupJobs a step further. Thread-safe. */
public final class BackupRuns {

    private final EngineParts parts;
    private final Waits waits;
    private final Events events;
    private final Runs runs;
    private final StartedElsewhere elsewhere;

    BackupRuns(EngineParts parts, Waits waits, Events events) {
        this.parts = parts;
        this.waits = waits;
        this.events = events;
        this.runs = new Runs(parts, waits, events);
        this.elsewhere = new StartedElsewhere(parts, waits, events);
    }

    /** One pass over one BackupJob. */
    public Outcome reconcile(WorkKey key) {
        Optional<JobView> job = parts.feeds()
                .read(new ObjectRef(Kinds.BACKUP_JOB, key.namespace(), key.name()))
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
        Optional<Run> run = record.filter(RunCodec::isWhole)
                .map(RunCodec::decode)
                .filter(r -> r.uid().equals(job.get().uid()));
        if (job.get().terminal()) {
            return ended(key, status, run);
        }
        if (run.isPresent()) {
            return resume(key, status, run.get());
        }
        if (job.get().deleting()) {
            return Outcome.idle();
        }
        if (record.isEmpty() && StartedElsewhere.is(job.get())) {
            Lookups lookups = new Lookups(parts, key);
            Resolution leads = new BackupResolver(lookups).resolve(job.get());
            return elsewhere.settle(key, status, Operation.BACKUP, lookups, leads);
        }
        return begin(key, status);
    }

    private Pending pending(WorkKey key, JobStatus status) {
        return new Pending(parts, waits, events, status, Operation.BACKUP, key);
    }

    private Outcome begin(WorkKey key, JobStatus status) {
        Lookups lookups = new Lookups(parts, key);
        Pending pending = pending(key, status);
        Overrides overrides = Overrides.none();
        try {
            overrides = Overrides.of(status.view(), MissingNode.getInstance());
            Overrides own = overrides;
            return new BackupResolver(lookups)
                    .resolve(status.view())
                    .match(
                            () -> foreign(key),
                            waiting -> kept(key, lookups, pending.await(waiting, own, lookups.blind())),
                            failed -> pending.fail(failed),
                            ready -> plan(key, status, lookups, pending, ready));
        } catch (RefusedException e) {
            return isForeign(status, lookups) ? foreign(key) : pending.fail(e.failed());
        } catch (ApiException e) {
            return pending.handle(e, overrides);
        }
    }

    /** What is malformed to us may be well-formed to another system. */
    private static boolean isForeign(JobStatus status, Lookups lookups) {
        return new BackupResolver(lookups).resolve(status.view()) instanceof Resolution.Foreign;
    }

    private Outcome foreign(WorkKey key) {
        parts.feeds().forget(key);
        return Outcome.idle();
    }

    private Outcome kept(WorkKey key, Lookups lookups, Outcome outcome) {
        parts.feeds().retain(key, lookups.interests());
        return outcome;
    }

    private Outcome plan(WorkKey key, JobStatus status, Lookups lookups, Pending pending, Resolution.Ready ready) {
        Overrides overrides = Overrides.of(status.view(), ready.classSpec());
        BackupDriver driver = ready.driver();
        try (StoreSession stores = runs.stores(status.view())) {
            TrackedReads reads = runs.reads(key, driver, status.view(), stores);
            EngineRequest request = new EngineRequest(reads, ready.inputs(), parts, List.of());
            Outcome outcome = runs.plan(key, driver, request, Operation.BACKUP, overrides)
                    .match(
                            plan -> claim(key, status, lookups, pending, ready, plan, overrides),
                            waiting -> pending.await(waiting, overrides, reads.blind() || lookups.blind()),
                            failed -> pending.fail(failed));
            parts.feeds()
                    .retain(
                            key,
                            Stream.concat(lookups.interests().stream(), reads.interests().stream())
                                    .collect(Collectors.toSet()));
            return outcome;
        }
    }

    /** Announce, then look: a restore does it the other way round, so at least one sees the other. */
    private Outcome claim(
            WorkKey key,
            JobStatus status,
            Lookups lookups,
            Pending pending,
            Resolution.Ready ready,
            RunPlan plan,
            Overrides overrides) {
        List<LockKey> locks = Runs.locks(plan, ready.inputs().target());
        Optional<Journal> seen = locks.stream()
                .flatMap(l -> parts.journals().seen(l).stream())
                .filter(j -> !SafetyBackup.admits(j, status.view().uid()))
                .findFirst();
        if (seen.isPresent()) {
            lookups.watchJournal(seen.get());
            return pending.await(held(seen.get()), overrides, true);
        }
        Run run = Runs.record(ready.inputs(), ready.driver(), plan, status.view(), status.now(), "")
                .withClaimed(true);
        StatusPatch patch = status.patch().set("phase", JobPhase.RUNNING.wire());
        patch.setOnce("startedAt", patch.now());
        status.write(status.record(Telling.running(patch, run.position().stage()), RunCodec.encode(run)));
        waits.forget(key);
        Optional<Journal> holder = look(key, run);
        if (holder.isPresent()) {
            return giveWay(status, lookups, pending, run, holder.get(), overrides);
        }
        events.normal(
                status.view(),
                "Started",
                "backing up " + run.pin().application() + " with strategy "
                        + run.pin().strategy().name());
        plan.warnings().forEach(w -> events.warning(status.view(), w.reason(), w.message()));
        parts.listener().started(RunInfos.of(run, status.view()));
        return advance(key, status, run, ready.driver(), lookups);
    }

    /** Looks for a restore, once for an announcement: whichever comes later sees that. */
    private Optional<Journal> look(WorkKey key, Run run) {
        String announcement = run.uid() + "|" + run.position().since();
        if (waits.is(key, Waits.Aspect.LOOKED, announcement)) {
            return Optional.empty();
        }
        Optional<Journal> holder = Runs.locks(run.plan(), run.pin().target()).stream()
                .flatMap(l -> parts.journals().holder(l).stream())
                .filter(j -> !SafetyBackup.admits(j, run.uid()))
                .findFirst();
        if (holder.isEmpty()) {
            waits.since(key, Waits.Aspect.LOOKED, announcement, parts.clock().instant());
        }
        return holder;
    }

    private Outcome giveWay(
            JobStatus status, Lookups lookups, Pending pending, Run run, Journal holder, Overrides overrides) {
        status.write(status.record(status.patch(), RunCodec.encode(run.withClaimed(false))));
        lookups.watchJournal(holder);
        return pending.await(held(holder), overrides, true);
    }

    private boolean hasBegun(Run run, JobView job) {
        Stage first = run.plan().stages().get(0);
        return !run.position().stage().equals(first.name())
                || Children.ref(first, run, job)
                        .flatMap(child -> parts.feeds().read(child).object())
                        .filter(o -> StageEntry.isOurs(o, run))
                        .isPresent();
    }

    private static Waiting held(Journal journal) {
        return journal.state() == Journal.State.INTERRUPTED
                ? Waiting.waiting(
                        Reasons.RESTORE_INTERRUPTED.wire(),
                        "the restore " + journal.owner() + " of "
                                + journal.run().pin().target()
                                + " was interrupted; what is there now must not be backed up. Restore it first")
                : Waiting.waiting(
                        Reasons.RESTORE_IN_PROGRESS.wire(),
                        journal.owner() + " is restoring " + journal.run().pin().target());
    }

    private Outcome resume(WorkKey key, JobStatus status, Run run) {
        if (!run.claimed() && run.exit().isEmpty()) {
            return begin(key, status);
        }
        Optional<BackupDriver> driver = parts.drivers().find(run.driver());
        if (driver.isEmpty()) {
            return driverGone(key, status, run);
        }
        boolean changed = !Runs.inputsDigest(status.view()).equals(run.pin().inputsDigest());
        Run current = changed
                ? leaving(
                        status,
                        run,
                        Reasons.SPEC_CHANGED,
                        "the inputs of this backup were changed after it had started")
                : run;
        Optional<String> incompatible = Planner.incompatible(current, driver.get());
        Lookups lookups = new Lookups(parts, key);
        if (current.exit().isEmpty() && !hasBegun(current, status.view())) {
            if (incompatible.isPresent()) {
                status.write(status.record(status.patch(), RunCodec.encode(current.withClaimed(false))));
                return begin(key, status);
            }
            // The pass that announced the run may have ended before it looked, or before it could take that back.
            Optional<Journal> holder = look(key, current);
            if (holder.isPresent()) {
                Pending pending = pending(key, status);
                return giveWay(status, lookups, pending, current, holder.get(), Overrides.none());
            }
        }
        Run next = incompatible
                .map(why -> leaving(status, current, Reasons.DRIVER_INCOMPATIBLE, why))
                .orElse(current);
        return advance(key, status, next, driver.get(), lookups);
    }

    /** Told from a foreign group by our own record; a rolling update gets some minutes. */
    private Outcome driverGone(WorkKey key, JobStatus status, Run run) {
        String message = "the driver for " + run.driver() + ", which planned this run, is not installed any more";
        Optional<Outcome> rest = new DriverGrace(parts, waits, events).rest(key, status, run, message);
        if (rest.isPresent()) {
            return rest.get();
        }
        Run out = leaving(status, run, Reasons.DRIVER_INCOMPATIBLE, message);
        return advance(key, status, out, AbsentDriver.of(run.driver()), new Lookups(parts, key));
    }

    /** Writes down why the run leaves, unless it does already: the time of that bounds its leaving. */
    private static Run leaving(JobStatus status, Run run, Reasons reason, String message) {
        if (run.exit().isPresent()) {
            return run;
        }
        Run out = run.withExit(new Exit(reason.wire(), message, Optional.empty(), status.now()));
        status.write(status.record(status.patch(), RunCodec.encode(out)));
        return out;
    }

    private Outcome advance(WorkKey key, JobStatus status, Run run, BackupDriver driver, Lookups lookups) {
        BackupJobHome home = new BackupJobHome(
                parts, waits, events, status, run, () -> runs.strategy(run), policy(status.view(), run));
        try (StoreSession stores = runs.stores(status.view())) {
            TrackedReads reads = runs.reads(key, driver, status.view(), stores);
            Outcome outcome = new StageRunner(runs.pass(home, driver, Optional.empty(), reads, stores)).advance(run);
            parts.feeds()
                    .retain(
                            key,
                            Stream.concat(lookups.interests().stream(), reads.interests().stream())
                                    .collect(Collectors.toSet()));
            return outcome;
        }
    }

    /** What deleting the Backup will mean: the job says it, else its class, else the engine. */
    private DeletionPolicy policy(JobView job, Run run) {
        return DeletionPolicy.of(job.spec().path("deletionPolicy").asText())
                .or(() -> DeletionPolicy.of(job.annotations().get(Annotations.DELETION_POLICY)))
                .or(() -> parts.feeds()
                        .read(new ObjectRef(Kinds.BACKUP_CLASS, "", run.pin().backupClass()))
                        .object()
                        .flatMap(c -> DeletionPolicy.of(
                                JobView.of(c).spec().path("deletionPolicy").asText())))
                .orElse(parts.options().deletionPolicy());
    }

    /** Terminal is final; only debt is still worked on. */
    private Outcome ended(WorkKey key, JobStatus status, Optional<Run> run) {
        boolean debt = status.view()
                .condition(ConditionTypes.CLEANED_UP)
                .path("status")
                .asText()
                .equals("False");
        Optional<BackupDriver> driver = run.flatMap(r -> parts.drivers().find(r.driver()));
        if (!debt || driver.isEmpty()) {
            waits.forget(key);
            parts.feeds().forget(key);
            return Outcome.idle();
        }
        BackupJobHome home =
                new BackupJobHome(parts, waits, events, status, run.get(), Optional::empty, DeletionPolicy.RETAIN);
        try (StoreSession stores = runs.stores(status.view())) {
            TrackedReads reads = runs.reads(key, driver.get(), status.view(), stores);
            Pass pass = runs.pass(home, driver.get(), Optional.empty(), reads, stores);
            boolean succeeded = status.view().phase().equals(JobPhase.SUCCEEDED.wire());
            if (!new Cleanup(pass).clean(run.get(), succeeded).isEmpty()) {
                return Outcome.retry(parts.options().bounds().recheck());
            }
            StatusPatch patch = status.patch().withoutCondition(ConditionTypes.CLEANED_UP);
            status.write(status.record(patch, RunCodec.ended(run.get())));
            return Outcome.idle();
        } catch (ApiException e) {
            return Outcome.retry(parts.options().bounds().recheck());
        }
    }
}
