package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.api.Annotations;
import dev.holdfast.backup.api.ConditionTypes;
import dev.holdfast.backup.api.DeletionPolicy;
import dev.holdfast.backup.api.Finalizers;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.api.Timestamps;
import dev.holdfast.backup.engine.cluster.ApiException;
import dev.holdfast.backup.engine.work.Outcome;
import dev.holdfast.backup.engine.work.WorkKey;
import dev.holdfast.backup.spi.BackupDriver;
import dev.holdfast.backup.spi.BackupRecord;
import dev.holdfast.backup.spi.LockKey;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.Planning;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What happens to a Backup after it was recorded: it keeps the engine's finalizer, its data is looked at from time to time and
 * verified when that was asked for, and on deletion its data is reclaimed if its policy says so. Thread-safe.
 */
public final class BackupLifecycle {

    private final EngineParts parts;
    private final Waits waits;
    private final Events events;
    private final Runs runs;
    private final BackupInputs inputs;
    private final ArtifactLooks looks;

    BackupLifecycle(EngineParts parts, Waits waits, Events events) {
        this.parts = parts;
        this.waits = waits;
        this.events = events;
        this.runs = new Runs(parts, waits, events);
        this.inputs = new BackupInputs(parts);
        this.looks = new ArtifactLooks(parts, runs, inputs, events);
    }

    /** One pass over one Backup. */
    public Outcome reconcile(WorkKey key) {
        ObjectRef ref = new ObjectRef(Kinds.BACKUP, key.namespace(), key.name());
        Optional<JobView> backup = parts.feeds().read(ref).object().map(JobView::of);
        if (backup.isEmpty()) {
            return gone(key, ref);
        }
        JobStatus status = new JobStatus(parts, backup.get());
        String group = backup.get().spec().at("/strategyRef/apiGroup").asText();
        if (!parts.drivers().ownsGroup(group)) {
            return Outcome.idle();
        }
        try {
            return backup.get().deleting() ? leaving(status) : living(status);
        } catch (ApiException e) {
            return e.isConflict()
                    ? Outcome.retry()
                    : Outcome.retry(e.retryAfter().orElse(Duration.ZERO));
        }
    }

    private Outcome gone(WorkKey key, ObjectRef ref) {
        try {
            if (new LateJobs(parts).remove(ref)) {
                return Outcome.after(parts.options().bounds().recheck());
            }
        } catch (ApiException e) {
            return Outcome.retry();
        }
        looks.forget(key);
        waits.forget(key);
        parts.feeds().forget(key);
        return Outcome.idle();
    }

    private Outcome living(JobStatus status) {
        new CleanupFinalizer(status).add();
        boolean asked = status.view()
                .condition(ConditionTypes.VERIFIED)
                .path("status")
                .asText()
                .equals("Unknown");
        if (!asked) {
            return looks.look(status);
        }
        return verification(status.view())
                .map(run -> advance(status, new VerifyHome(parts, waits, events, status, run), run))
                .orElseGet(() -> verify(status));
    }

    private static Optional<Run> verification(JobView backup) {
        return JobStatus.record(backup).filter(RunCodec::isWhole).map(RunCodec::decode);
    }

    private Outcome verify(JobStatus status) {
        Optional<BackupDriver> driver = inputs.driver(status.view());
        if (driver.isEmpty()) {
            return verifyRefused(status, "no driver for its strategy kind is installed");
        }
        String uid = status.view().uid() + "-v" + status.view().resourceVersion();
        Inputs asked = inputs.of(status.view(), driver.get(), Operation.VERIFY, uid);
        return plan(status, driver.get(), asked)
                .match(
                        plan -> {
                            Run run = Runs.record(asked, driver.get(), plan, status.view(), status.now(), "")
                                    .withClaimed(true);
                            VerifyHome home = new VerifyHome(parts, waits, events, status, run);
                            home.save(run);
                            return advance(status, home, run);
                        },
                        waiting -> verifyLater(status, waiting),
                        failed -> verifyRefused(status, failed.reason() + ": " + failed.message()));
    }

    /** The condition has been Unknown since the verification was asked for, which bounds the wait. */
    private Outcome verifyLater(JobStatus status, Waiting waiting) {
        String since = status.view()
                .condition(ConditionTypes.VERIFIED)
                .path("lastTransitionTime")
                .asText();
        Instant until = Timestamps.parse(since)
                .orElse(status.now())
                .plus(parts.options().bounds().awaiting());
        if (!status.now().isBefore(until)) {
            return verifyRefused(status, waiting.reason() + ": " + waiting.message());
        }
        status.write(status.patch().condition(ConditionTypes.VERIFIED, "Unknown", waiting.reason(), waiting.message()));
        return Outcome.after(
                waiting.recheckAfter().orElse(parts.options().bounds().recheck()));
    }

    private Outcome verifyRefused(JobStatus status, String why) {
        waits.forget(status.key(WorkKey.Kind.BACKUP));
        status.write(
                status.patch().condition(ConditionTypes.VERIFIED, "False", Reasons.VERIFICATION_FAILED.wire(), why));
        return Outcome.idle();
    }

    private Outcome leaving(JobStatus status) {
        looks.forget(status.key(WorkKey.Kind.BACKUP));
        JobView backup = status.view();
        List<String> finalizers = backup.finalizers();
        if (!finalizers.contains(Finalizers.CLEANUP) && !finalizers.contains(Finalizers.LEGACY_CLEANUP_VELERO)) {
            return Outcome.idle();
        }
        Optional<Run> verification = verification(backup);
        if (verification.isPresent()) {
            Outcome ended = advance(
                    status, new VerifyHome(parts, waits, events, status, verification.get()), verification.get());
            return verification(status.view()).isPresent() ? ended : Outcome.now();
        }
        Optional<Journal> journal = parts.journals().all().stream()
                .filter(j -> j.ownerUid().equals(backup.uid()))
                .findFirst();
        if (journal.isPresent()) {
            ReclaimHome home = new ReclaimHome(parts, waits, events, status, journal.get());
            return advance(status, home, journal.get().run());
        }
        if (policy(backup) == DeletionPolicy.RETAIN || namespaceTerminating(backup)) {
            new CleanupFinalizer(status).remove();
            return Outcome.idle();
        }
        Optional<String> user = inUse(backup);
        if (user.isPresent()) {
            ReclaimHome.retained(status, user.get() + " is restoring it");
            return Outcome.after(parts.options().bounds().recheck());
        }
        Optional<String> other = sharedWith(backup);
        if (other.isPresent()) {
            events.normal(
                    backup,
                    Reasons.ARTIFACT_NOT_DELETED.wire(),
                    "its data is also that of " + other.get() + ", and stays with it");
            new CleanupFinalizer(status).remove();
            return Outcome.idle();
        }
        return reclaim(status);
    }

    /** Our field, else the annotation that stands for it where the field is pruned; no tenant can write either. */
    private DeletionPolicy policy(JobView backup) {
        return DeletionPolicy.of(backup.spec().path("deletionPolicy").asText())
                .or(() -> DeletionPolicy.of(backup.annotations().get(Annotations.DELETION_POLICY)))
                .orElse(parts.options().deletionPolicy());
    }

    private boolean namespaceTerminating(JobView backup) {
        return parts.cluster()
                .get(new ObjectRef(Kinds.NAMESPACE, "", backup.ref().namespace()))
                .match(n -> n.getMetadata().getDeletionTimestamp() != null, () -> true, () -> false);
    }

    /** A Backup that names the same artifact and stays: the last of them takes the data along. */
    private Optional<String> sharedWith(JobView backup) {
        String uri = backup.status().at("/artifact/uri").asText();
        return uri.isEmpty() ? Optional.empty() : Erasing.namedElsewhere(parts, backup, uri);
    }

    /** A restore takes its journal first and looks at its Backup then; this looks the other way round, live. */
    private Optional<String> inUse(JobView backup) {
        return parts.journals().live().stream()
                .filter(j -> j.state() == Journal.State.OPEN)
                .filter(j -> j.run().operation() == Operation.RESTORE)
                .filter(j -> j.owner().namespace().equals(backup.ref().namespace()))
                .filter(j -> j.run()
                        .pin()
                        .backup()
                        .filter(b -> b.uid().equals(backup.uid()) || sameArtifact(backup, b.name()))
                        .isPresent())
                .map(j -> j.owner().toString())
                .findFirst();
    }

    /** Also a Backup that is being deleted itself keeps its artifact while it is restored. */
    private boolean sameArtifact(JobView backup, String other) {
        String uri = backup.status().at("/artifact/uri").asText();
        return !uri.isEmpty()
                && parts.cluster()
                        .get(new ObjectRef(Kinds.BACKUP, backup.ref().namespace(), other))
                        .object()
                        .filter(b -> uri.equals(
                                JobView.of(b).status().at("/artifact/uri").asText()))
                        .isPresent();
    }

    private Outcome reclaim(JobStatus status) {
        Optional<BackupDriver> driver = inputs.driver(status.view());
        if (driver.isEmpty()) {
            ReclaimHome.retained(status, "no driver for its strategy kind is installed");
            return Outcome.retry(parts.options().bounds().recheck());
        }
        String uid = status.view().uid() + "-r" + status.view().resourceVersion();
        Inputs asked = inputs.of(status.view(), driver.get(), Operation.RECLAIM, uid);
        return plan(status, driver.get(), asked)
                .match(
                        plan -> start(status, driver.get(), asked, plan),
                        waiting -> {
                            ReclaimHome.retained(status, waiting.reason() + ": " + waiting.message());
                            return Outcome.after(waiting.recheckAfter()
                                    .orElse(parts.options().bounds().recheck()));
                        },
                        failed -> {
                            ReclaimHome.retained(status, failed.reason() + ": " + failed.message());
                            return Outcome.retry(parts.options().bounds().recheck());
                        });
    }

    private Outcome start(JobStatus status, BackupDriver driver, Inputs asked, RunPlan plan) {
        LockKey lock = LockKey.slot("backup/" + status.view().uid());
        Run run = Runs.record(asked, driver, plan, status.view(), status.now(), Journal.nameOf(lock))
                .withClaimed(true);
        return parts.journals()
                .acquire(run, List.of(lock), status.view().ref(), status.view().uid(), Optional.empty())
                .match(
                        journal -> {
                            events.normal(
                                    status.view(),
                                    "Started",
                                    "deleting the data of " + status.view().ref());
                            ReclaimHome home = new ReclaimHome(parts, waits, events, status, journal);
                            return advance(status, home, journal.run());
                        },
                        other -> Outcome.retry(parts.options().bounds().recheck()));
    }

    private Planning plan(JobStatus status, BackupDriver driver, Inputs asked) {
        try (StoreSession stores = runs.stores(status.view())) {
            TrackedReads reads = runs.reads(status.key(WorkKey.Kind.BACKUP), driver, status.view(), stores);
            EngineRequest request = new EngineRequest(reads, asked, parts, List.of());
            return runs.plan(status.key(WorkKey.Kind.BACKUP), driver, request, asked.operation(), Overrides.none());
        }
    }

    private Outcome advance(JobStatus status, RunHome home, Run run) {
        Optional<BackupDriver> driver = parts.drivers().find(run.driver());
        if (driver.isEmpty()) {
            return Outcome.after(parts.options().bounds().recheck());
        }
        try (StoreSession stores = runs.stores(status.view())) {
            TrackedReads reads = runs.reads(status.key(WorkKey.Kind.BACKUP), driver.get(), status.view(), stores);
            Optional<BackupRecord> record = Optional.of(BackupRecords.of(status.view()));
            Outcome outcome = new StageRunner(runs.pass(home, driver.get(), record, reads, stores)).advance(run);
            parts.feeds().retain(status.key(WorkKey.Kind.BACKUP), reads.interests());
            return outcome;
        }
    }
}
