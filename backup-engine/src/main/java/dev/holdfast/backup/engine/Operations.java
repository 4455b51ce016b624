package dev.holdfast.backup.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.api.Annotations;
import dev.holdfast.backup.api.CoreApi;
import dev.holdfast.backup.engine.report.Approval;
import dev.holdfast.backup.engine.report.BackupSummary;
import dev.holdfast.backup.engine.report.Debt;
import dev.holdfast.backup.engine.report.Leftovers;
import dev.holdfast.backup.engine.report.OpenRun;
import dev.holdfast.backup.engine.report.Release;
import dev.holdfast.backup.engine.run.EngineParts;
import dev.holdfast.backup.engine.run.Farewell;
import dev.holdfast.backup.engine.run.JobRequests;
import dev.holdfast.backup.engine.run.OpenRuns;
import dev.holdfast.backup.engine.run.References;
import dev.holdfast.backup.engine.run.Settlements;
import dev.holdfast.backup.spi.ApplicationRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The engine by hand, for user interfaces, command lines and tests. What concerns runs under way is a request that the reconcilers carry
 * out, whoever leads; to see what came of it, read the object. {@link #settle} and {@link #retire} work without any engine. Thread-safe.
 * API errors are thrown as {@link dev.holdfast.backup.engine.cluster.ApiException}.
 */
public final class Operations {

    private final EngineParts parts;

    Operations(EngineParts parts) {
        this.parts = parts;
    }

    /** Creates a BackupJob of that name in the application's namespace. */
    public void backUp(String name, ApplicationRef application, String backupClass) {
        ObjectNode job = manifest("BackupJob", application.namespace(), name);
        ObjectNode spec = job.putObject("spec").put("backupClassName", backupClass);
        spec.set("applicationRef", References.of(application));
        parts.cluster().create(job);
    }

    /**
     * Creates a RestoreJob of that name.
     *
     * @param target where to, also in another namespace; empty means in place
     */
    public void restore(String namespace, String name, String backup, Optional<ApplicationRef> target) {
        parts.cluster().create(restoreJob(namespace, name, backup, target));
    }

    /**
     * Creates a RestoreJob of that name which only plans: it ends with the plan in its status, and nothing is touched. The plan is made by
     * the engine that would carry it out, with its drivers and its rights. Delete the job with {@link #cancelRestore} once it is read.
     *
     * @param target where to, also in another namespace; empty means in place
     * @param within how long it may wait for what it needs
     */
    public void planRestore(
            String namespace, String name, String backup, Optional<ApplicationRef> target, Duration within) {
        ObjectNode job = restoreJob(namespace, name, backup, target);
        job.withObject("/metadata").putObject("annotations").put(Annotations.WAIT_SECONDS, "" + within.toSeconds());
        job.withObject("/spec").withObject("/options").put("dryRun", true);
        parts.cluster().create(job);
    }

    private static ObjectNode restoreJob(
            String namespace, String name, String backup, Optional<ApplicationRef> target) {
        ObjectNode job = manifest("RestoreJob", namespace, name);
        ObjectNode spec = job.putObject("spec");
        spec.putObject("backupRef").put("name", backup);
        target.ifPresent(t -> spec.set("targetApplicationRef", References.of(t)));
        target.map(ApplicationRef::namespace)
                .filter(n -> !n.equals(namespace))
                .ifPresent(n -> spec.withObject("/options").put("targetNamespace", n));
        return job;
    }

    /**
     * Asks a BackupJob to stop and to undo what it has begun. A job that has ended is left alone; finished work counts.
     *
     * @return whether there was anything to stop
     */
    public boolean cancelBackup(String namespace, String name) {
        return new JobRequests(parts).cancelBackup(namespace, name);
    }

    /**
     * Deletes a RestoreJob: it stops before its point of no return, and goes on to a safe end after it.
     *
     * @return whether there was such a job
     */
    public boolean cancelRestore(String namespace, String name) {
        return new JobRequests(parts).cancelRestore(namespace, name);
    }

    /**
     * Approves the plan of a RestoreJob, where no tenant can forge it.
     *
     * @param hash of the plan, as its condition {@code Planned} shows it
     * @param who approves it, for those who ask later
     * @throws IllegalArgumentException if the hash is empty or has blanks
     */
    public Approval approve(String namespace, String name, String hash, String who) {
        if (!hash.matches("\\S+")) {
            throw new IllegalArgumentException("the hash of a plan is one word, not '" + hash + "'");
        }
        return new JobRequests(parts).approve(namespace, name, hash, oneLine(who));
    }

    /**
     * Asks for a look at a Backup's data; the answer is its condition {@code Verified}.
     *
     * @return whether there is such a Backup
     */
    public boolean verify(String namespace, String backup) {
        return new JobRequests(parts).verify(namespace, backup);
    }

    /**
     * Asks for a look whether a Backup's data is still there, which it is looked at for now and then anyway; the answer is its
     * condition {@code ArtifactPresent}.
     *
     * @return whether there is such a Backup
     */
    public boolean inspect(String namespace, String backup) {
        return new JobRequests(parts).inspect(namespace, backup);
    }

    /** The Backups of a namespace, newest first; of all for an empty one. */
    public List<BackupSummary> backups(String namespace) {
        return new OpenRuns(parts).backups(namespace);
    }

    /** Names of the BackupClasses that have a route for applications of this kind. */
    public List<String> classesFor(ApplicationRef application) {
        return new OpenRuns(parts).classesFor(application);
    }

    /** Runs of a namespace that have not ended or still hold something, those with a journal first; of all for an empty one. */
    public List<OpenRun> runs(String namespace) {
        return new OpenRuns(parts).list(namespace);
    }

    /**
     * What a run holds and has done; several if the name is that of several runs, none if it has no journal.
     *
     * @param run {@code namespace/name} of a RestoreJob, the name of a journal, or the UID of a run
     */
    public List<Debt> debts(String run) {
        return new Settlements(parts).debts(run);
    }

    /**
     * Lets go of what a run still holds that nobody goes on with: suspended reconcilers get their previous values back, then the locks go.
     * What it has deleted, changed or made stays as it is, and what it had captured is forgotten.
     *
     * @param journal of the run, by name
     * @param who has decided so; recorded on the RestoreJob, in an event and in the log
     */
    public Release settle(String journal, String who) {
        return new Settlements(parts).settle(journal, oneLine(who));
    }

    /** What would stay in the cluster, and hold objects there, if the engine were never run again. */
    public Leftovers leftovers() {
        return new Farewell(parts).leftovers();
    }

    /**
     * Removes the {@link #leftovers}, for a cluster that the engine has left: every journal is settled, and the engine's finalizers are
     * taken from BackupJobs, RestoreJobs and Backups. Data of Backups that are being deleted stays.
     *
     * @param who has decided so
     * @param force also while an engine is alive
     */
    public Release retire(String who, boolean force) {
        return new Farewell(parts).remove(oneLine(who), force);
    }

    private static String oneLine(String who) {
        return who.strip().replaceAll("\\s+", " ");
    }

    private static ObjectNode manifest(String kind, String namespace, String name) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", CoreApi.API_VERSION).put("kind", kind);
        object.putObject("metadata").put("namespace", namespace).put("name", name);
        return object;
    }
}
