package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.api.Annotations;
import dev.holdfast.backup.api.ConditionTypes;
import dev.holdfast.backup.api.DeletionPolicy;
import dev.holdfast.backup.api.JobPhase;
import dev.holdfast.backup.api.Names;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.engine.cluster.ApiException;
import dev.holdfast.backup.engine.work.Outcome;
import dev.holdfast.backup.engine.work.WorkKey;
import dev.holdfast.backup.spi.BackupResult;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.Problem;
import dev.holdfast.backup.spi.Strategy;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Optional;
import java.util.function.Supplier;

/** A backup run: its record stands in the BackupJob's status, its result becomes a Backup. Used by one thread, for one pass. */
final class BackupJobHome implements RunHome {

    private final EngineParts parts;
    private final Waits waits;
    private final Events events;
    private final JobStatus status;
    private final Supplier<Optional<Strategy>> strategy;
    private final DeletionPolicy policy;
    private String backupName;
    private Run run;

    /**
     * The home of a run.
     *
     * @param run as written
     * @param strategy looks up the strategy of the run, for the snapshot
     * @param policy that the Backup gets
     */
    BackupJobHome(
            EngineParts parts,
            Waits waits,
            Events events,
            JobStatus status,
            Run run,
            Supplier<Optional<Strategy>> strategy,
            DeletionPolicy policy) {
        this.parts = parts;
        this.waits = waits;
        this.events = events;
        this.status = status;
        this.run = run;
        this.strategy = strategy;
        this.policy = policy;
        this.backupName = status.view().status().at("/backupRef/name").asText();
    }

    @Override
    public WorkKey key() {
        return status.key(WorkKey.Kind.BACKUP_JOB);
    }

    @Override
    public JobView owner() {
        return status.view();
    }

    @Override
    public Optional<Problem> stopRequested() {
        return RunHome.cancelledIf(owner().deleting() || JobRequests.isCancelled(status));
    }

    @Override
    public Run run() {
        return run;
    }

    @Override
    public void save(Run changed) {
        status.write(withBackup(status.record(status.patch(), RunCodec.encode(changed))));
        run = changed;
    }

    private StatusPatch withBackup(StatusPatch patch) {
        return backupName.isEmpty() ? patch : patch.set("backupRef", ref(backupName));
    }

    private static ObjectNode ref(String name) {
        return JsonNodeFactory.instance.objectNode().put("name", name);
    }

    @Override
    public boolean tells(String reason) {
        return status.tells(reason);
    }

    @Override
    public void tell(Run run, String reason, String message, boolean started) {
        StatusPatch patch = status.patch();
        if (new Telling(waits, events, status, key()).tell(patch, run.position().stage(), reason, message, started)) {
            status.write(status.record(patch, RunCodec.encode(run)));
            parts.listener().waiting(RunInfos.of(run, owner()), reason, message);
        }
    }

    @Override
    public void publish(Run run, String conditionType, String reason, String message) {
        status.write(status.patch().condition(conditionType, "True", reason, message));
    }

    @Override
    public Optional<Exit> record(Run run, BackupResult result, Measurement measured) {
        String own = owner().ref().name();
        String other = Names.shortened(own + "-" + Digests.of(run.uid()).substring(0, 8), Names.MAX_NAME);
        for (String name : new String[] {own, other}) {
            if (create(name, run, result, measured)) {
                backupName = name;
                if (measured.proof() == Measurement.Proof.REPORTED) {
                    identified = measured.note();
                }
                return Optional.empty();
            }
        }
        return Optional.of(new Exit(
                Reasons.BACKUP_NAME_CONFLICT.wire(),
                "Backups " + own + " and " + other + " exist and are of other runs; the data of this run was kept",
                Optional.empty(),
                status.now()));
    }

    private String identified = "";

    /** A Backup of that name counts only if it is of this very run: the answer to an earlier create was lost. */
    private boolean create(String name, Run run, BackupResult result, Measurement measured) {
        ObjectNode manifest =
                BackupObject.manifest(name, owner(), run, result, measured, strategy.get(), policy, status.now());
        try {
            parts.feeds().wrote(parts.cluster().create(manifest));
            return true;
        } catch (ApiException e) {
            if (!e.isAlreadyExists()) {
                throw e;
            }
            ObjectRef ref = new ObjectRef(Kinds.BACKUP, owner().ref().namespace(), name);
            Optional<GenericKubernetesResource> there = parts.cluster().get(ref).object();
            return there.map(JobView::of)
                    .filter(b -> run.uid().equals(b.annotations().get(Annotations.RUN_UID)))
                    .isPresent();
        }
    }

    @Override
    public Outcome end(Run run, Ending ending, Optional<String> debt) {
        StatusPatch patch = status.patch().set("completedAt", status.patch().now());
        if (ending.kind() == Ending.Kind.SUCCEEDED) {
            withBackup(patch)
                    .set("phase", JobPhase.SUCCEEDED.wire())
                    .condition(
                            ConditionTypes.READY,
                            "True",
                            Reasons.BACKUP_COMPLETED.wire(),
                            "recorded as Backup " + backupName + (identified.isEmpty() ? "" : "; " + identified));
        } else {
            Exit exit = ending.exit().orElseThrow();
            patch.set("phase", JobPhase.FAILED.wire())
                    .set("message", exit.message())
                    .condition(ConditionTypes.READY, "False", exit.reason(), exit.message());
        }
        JobEnds.debt(patch, debt);
        status.record(patch, debt.isPresent() ? RunCodec.encode(run) : RunCodec.ended(run));
        status.write(patch);
        JobEnds.tell(parts, events, owner(), run, ending, debt);
        return debt.isPresent() ? Outcome.retry(parts.options().bounds().recheck()) : Outcome.idle();
    }
}
