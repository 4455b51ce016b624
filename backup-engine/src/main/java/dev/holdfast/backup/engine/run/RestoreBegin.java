package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.holdfast.backup.api.ConditionTypes;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.engine.cluster.ApiException;
import dev.holdfast.backup.engine.work.Interest;
import dev.holdfast.backup.engine.work.Outcome;
import dev.holdfast.backup.engine.work.WorkKey;
import dev.holdfast.backup.spi.ApplicationRef;
import dev.holdfast.backup.spi.BackupDriver;
import dev.holdfast.backup.spi.BackupRecord;
import dev.holdfast.backup.spi.Failed;
import dev.holdfast.backup.spi.Inspection;
import dev.holdfast.backup.spi.LockKey;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.Planning;
import dev.holdfast.backup.spi.RefusedException;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.Waiting;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A RestoreJob up to the moment when it holds its locks: resolve, plan, take over or take. Used by one thread, for one pass. */
final class RestoreBegin {

    private final EngineParts parts;
    private final Runs runs;
    private final WorkKey key;
    private final JobStatus status;
    private final Lookups lookups;
    private final Pending pending;
    private final Inspecting inspecting;
    private final Set<Interest> interests = new HashSet<>();
    private Optional<Journal> own = Optional.empty();

    RestoreBegin(EngineParts parts, Waits waits, Events events, Runs runs, WorkKey key, JobStatus status) {
        this.parts = parts;
        this.runs = runs;
        this.key = key;
        this.status = status;
        this.lookups = new Lookups(parts, key);
        this.pending = new Pending(parts, waits, events, status, Operation.RESTORE, key);
        this.inspecting = new Inspecting(events);
    }

    /** What a plan was made from. */
    private record Planned(
            Resolution.Ready ready,
            RunPlan plan,
            RestoreOptions options,
            Optional<Journal> interrupted,
            Overrides overrides) {

        List<String> words() {
            return PlanText.lines(plan, Operation.RESTORE, ready.inputs());
        }
    }

    /** Begins from nothing. */
    Outcome begin(RestoreRuns.Confirm next) {
        return planned(planned -> take(planned, next));
    }

    /** The lock is held, and something was waited for since: the plan is made again under it. */
    Outcome again(Journal journal, RestoreRuns.Confirm next) {
        own = Optional.of(journal);
        return planned(planned -> {
            ClassPolicy policy = policy(planned);
            RestoreRuns.Begun begun = begun(planned, policy);
            if (Runs.digest(planned.plan()).equals(journal.run().planDigest())) {
                return next.go(key, status, journal, planned.ready().driver(), lookups, begun);
            }
            Optional<Waiting> undecided = Approvals.missing(policy, planned.plan(), status.view());
            if (undecided.isPresent()) {
                parts.journals().giveBack(journal);
                return decide(planned, undecided.get());
            }
            Journal current =
                    parts.journals().save(journal, record(planned, journal.ref().name()));
            return next.go(key, status, current, planned.ready().driver(), lookups, begun);
        });
    }

    /** The plan of a run that is under way, made again from the world as it is now; nothing is told or written. */
    Planning planAgain(Journal journal, TrackedReads reads) {
        own = Optional.of(journal);
        try {
            RestoreOptions options = RestoreOptions.of(status.view());
            Overrides overrides = overrides(options);
            Planning planning = new RestoreResolver(parts, lookups)
                    .resolve(status.view(), options)
                    .match(
                            () -> Failed.failed(
                                    Reasons.UNSUPPORTED_STRATEGY_KIND.wire(),
                                    "the Backup's strategy is not one of this engine's any more"),
                            waiting -> waiting,
                            failed -> failed,
                            ready -> ask(
                                    ready,
                                    reads,
                                    overrides,
                                    interrupted(keys(journal, ready))
                                            .or(() -> interrupted(ready.inputs().target()))));
            lookups.interests().forEach(reads::watch);
            return planning;
        } catch (RefusedException e) {
            return e.failed();
        }
    }

    private Overrides overrides(RestoreOptions options) {
        return Overrides.of(status.view(), MissingNode.getInstance()).withRun(options.timeout());
    }

    private static List<LockKey> keys(Journal journal, Resolution.Ready ready) {
        return Runs.locks(journal.run().plan(), ready.inputs().target());
    }

    private Outcome planned(Function<Planned, Outcome> next) {
        Overrides overrides = Overrides.none();
        try {
            RestoreOptions options = RestoreOptions.of(status.view());
            overrides = overrides(options);
            Overrides own = overrides;
            Outcome outcome = new RestoreResolver(parts, lookups)
                    .resolve(status.view(), options)
                    .match(
                            Outcome::idle,
                            waiting -> pending.await(waiting, own, lookups.blind()),
                            failed -> pending.fail(failed),
                            ready -> plan(ready, options, own, next));
            interests.addAll(lookups.interests());
            parts.feeds().retain(key, interests);
            return outcome;
        } catch (RefusedException e) {
            return isForeign() ? Outcome.idle() : pending.fail(e.failed());
        } catch (ApiException e) {
            return pending.handle(e, overrides);
        }
    }

    /** What is malformed to us may be well-formed to another system. */
    private boolean isForeign() {
        return new RestoreResolver(parts, lookups).resolve(status.view()) instanceof Resolution.Foreign;
    }

    private Outcome plan(
            Resolution.Ready ready, RestoreOptions options, Overrides overrides, Function<Planned, Outcome> next) {
        Optional<Failed> nothing = nothingToRestore(ready);
        if (nothing.isPresent()) {
            return pending.fail(nothing.get());
        }
        Optional<Journal> left = interrupted(ready.inputs().target());
        String namespace = ready.inputs().target().namespace();
        try (StoreSession stores = runs.stores(namespace)) {
            TrackedReads reads = runs.reads(key, ready.driver(), status.view(), namespace, stores);
            Outcome outcome = ask(ready, reads, overrides, left)
                    .match(
                            plan -> relock(ready, options, overrides, plan, left, reads, next),
                            waiting -> pending.await(waiting, overrides, reads.blind() || lookups.blind()),
                            failed -> pending.fail(failed));
            interests.addAll(reads.interests());
            return outcome;
        }
    }

    /**
     * Looks whether the data is there before anything is planned, locked or touched. The reads are its own: that a store was asked
     * is no reason to look at a plan that waits on a timer.
     */
    private Optional<Failed> nothingToRestore(Resolution.Ready ready) {
        BackupRecord backup = ready.inputs().backup().orElseThrow();
        try (StoreSession stores = runs.stores(status.view())) {
            TrackedReads reads = runs.reads(key, ready.driver(), status.view(), stores);
            EngineRequest request = new EngineRequest(reads, ready.inputs(), parts, List.of());
            return Inspecting.ask(ready.driver(), backup, request)
                    .match(
                            present -> Optional.empty(),
                            absent -> Optional.of(lost(backup, absent)),
                            unknown -> Optional.empty());
        }
    }

    /** The Backup says so as well from now on. */
    private Failed lost(BackupRecord backup, Inspection.Absent absent) {
        lookups.own(Kinds.BACKUP, backup.namespace(), backup.name())
                .object()
                .map(JobView::of)
                .filter(b -> b.uid().equals(backup.uid()))
                .ifPresent(b -> inspecting.record(new JobStatus(parts, b), absent));
        return Failed.failed(
                absent.reason(),
                backup + " has nothing to restore, and nothing was touched: " + absent.message()
                        + "; choose another Backup, or bring the data back and create a new RestoreJob");
    }

    /** A plan may name other locks than the application; what was interrupted under them is told to the driver as well. */
    private Outcome relock(
            Resolution.Ready ready,
            RestoreOptions options,
            Overrides overrides,
            RunPlan plan,
            Optional<Journal> left,
            TrackedReads reads,
            Function<Planned, Outcome> next) {
        Optional<Journal> more = left.isPresent() || plan.locks().isEmpty() ? left : interrupted(plan.locks());
        if (more.isPresent() == left.isPresent()) {
            return next.apply(new Planned(ready, plan, options, left, overrides));
        }
        return ask(ready, reads, overrides, more)
                .match(
                        again -> next.apply(new Planned(ready, again, options, more, overrides)),
                        waiting -> pending.await(waiting, overrides, true),
                        failed -> pending.fail(failed));
    }

    private Planning ask(Resolution.Ready ready, TrackedReads reads, Overrides overrides, Optional<Journal> left) {
        Inputs inputs = left.flatMap(Journal::leftBehind)
                .map(ready.inputs()::takingOver)
                .orElse(ready.inputs());
        EngineRequest request = new EngineRequest(reads, inputs, parts, held(left));
        return runs.plan(key, ready.driver(), request, Operation.RESTORE, overrides);
    }

    /** What this run keeps still already, or the one that it takes over. */
    private List<Hold> held(Optional<Journal> left) {
        return own.or(() -> left).map(j -> j.run().holds()).orElse(List.of());
    }

    /** By the application's own lock, or, where the driver's plans lock something else, by what was restored. */
    private Optional<Journal> interrupted(ApplicationRef target) {
        return interrupted(List.of(LockKey.of(target))).or(() -> parts.journals().all().stream()
                .filter(j -> j.state() == Journal.State.INTERRUPTED
                        && j.run().pin().target().sameNameAs(target))
                .findFirst());
    }

    /** An interruption that can be taken over, or that this very job has taken over already. */
    private Optional<Journal> interrupted(List<LockKey> keys) {
        return keys.stream()
                .flatMap(k -> parts.journals().holder(k).stream())
                .filter(j -> j.state() == Journal.State.INTERRUPTED
                        || j.run().uid().equals(status.view().uid()))
                .filter(j -> j.leftBehind().isPresent())
                .findFirst();
    }

    private Outcome take(Planned planned, RestoreRuns.Confirm next) {
        if (planned.options().dryRun()) {
            return pending.dryRun(planned.words());
        }
        ClassPolicy policy = policy(planned);
        Optional<Waiting> undecided = Approvals.missing(policy, planned.plan(), status.view());
        if (undecided.isPresent()) {
            return decide(planned, undecided.get());
        }
        new CleanupFinalizer(status).add();
        List<LockKey> locks =
                Runs.locks(planned.plan(), planned.ready().inputs().target());
        String name = planned.interrupted()
                .map(j -> j.ref().name())
                .orElseGet(() ->
                        locks.stream().map(Journal::nameOf).sorted().findFirst().orElseThrow());
        return parts.journals()
                .acquire(
                        record(planned, name),
                        locks,
                        status.view().ref(),
                        status.view().uid(),
                        planned.interrupted())
                .match(
                        journal -> next.go(
                                key, status, journal, planned.ready().driver(), lookups, begun(planned, policy)),
                        other -> busy(planned, other));
    }

    /** Waits for an approval that is missing; nothing is locked while people decide. */
    private Outcome decide(Planned planned, Waiting undecided) {
        status.write(described(planned).apply(status.patch()));
        return pending.await(undecided, planned.overrides().withPatience(Approvals.PATIENCE), false);
    }

    private ClassPolicy policy(Planned planned) {
        ObjectRef backup = new ObjectRef(
                Kinds.BACKUP,
                status.view().ref().namespace(),
                planned.ready().inputs().backup().orElseThrow().name());
        List<JobView> classes = parts.feeds().list(Kinds.BACKUP_CLASS, "", "", "").stream()
                .map(JobView::of)
                .toList();
        return parts.feeds()
                .read(backup)
                .object()
                .map(b -> ClassPolicy.of(JobView.of(b), classes))
                .orElseThrow(() -> new RefusedException(Failed.failed(
                        Reasons.BACKUP_NOT_READY.wire(), backup + " was deleted before the restore had begun")));
    }

    /** What is not whole is not worth a backup, and could not be backed up either. */
    private RestoreRuns.Begun begun(Planned planned, ClassPolicy policy) {
        boolean wanted = planned.options().safetyBackup().orElse(policy.safetyBackup());
        return new RestoreRuns.Begun(
                described(planned), wanted && planned.interrupted().isEmpty(), policy.name());
    }

    /** The plan, for people to read, with the hash that they may approve. */
    private UnaryOperator<StatusPatch> described(Planned planned) {
        String hash = Approvals.hash(planned.plan(), status.view().uid());
        return patch -> patch.condition(
                ConditionTypes.PLANNED, "True", "Planned", String.join("\n", planned.words()) + Approvals.line(hash));
    }

    private Run record(Planned planned, String journal) {
        BackupDriver driver = planned.ready().driver();
        Run run = Runs.record(planned.ready().inputs(), driver, planned.plan(), status.view(), status.now(), journal);
        for (Hold hold : held(planned.interrupted())) {
            run = run.withHold(hold.takenInto("", hold.reconciler()));
        }
        Optional<Child> safety = own.flatMap(j -> j.run().child(SafetyBackup.CHILD));
        return safety.isPresent() ? run.withChild(safety.get()) : run;
    }

    /** A restore at work goes first; one that is only being settled is waited for. */
    private Outcome busy(Planned planned, Journal other) {
        lookups.watchJournal(other);
        boolean atWork = other.state() == Journal.State.OPEN
                && parts.cluster()
                        .get(other.owner())
                        .object()
                        .map(JobView::of)
                        .filter(o -> o.uid().equals(other.ownerUid()) && !o.terminal())
                        .isPresent();
        if (!atWork) {
            return pending.await(
                    Waiting.waiting(
                            Reasons.APPLICATION_BUSY.wire(),
                            "the lock of " + planned.ready().inputs().target() + " is still held by " + other.owner()
                                    + ", which is being settled"),
                    planned.overrides(),
                    true);
        }
        Outcome outcome = pending.fail(Failed.failed(
                Reasons.CONCURRENT_RESTORE.wire(),
                other.owner() + " is already restoring " + other.run().pin().target()
                        + "; wait until it has ended and create a new RestoreJob"));
        new CleanupFinalizer(status).remove();
        return outcome;
    }
}
