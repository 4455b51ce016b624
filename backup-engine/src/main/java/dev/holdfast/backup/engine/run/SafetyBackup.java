package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.api.CoreApi;
import dev.holdfast.backup.api.JobPhase;
import dev.holdfast.backup.api.Labels;
import dev.holdfast.backup.api.Names;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.spi.ApplicationRef;
import dev.holdfast.backup.spi.Failed;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.Observation;
import dev.holdfast.backup.spi.Waiting;
import java.util.Optional;

/**
 * The backup that is taken of a restore's target before the restore touches it: an ordinary BackupJob, let in under the lock that the
 * restore holds because the journal names it. Level-triggered. Used by one thread, for one pass.
 */
final class SafetyBackup {

    /** Under this name its BackupJob stands among what the run has made. */
    static final String CHILD = "safety-backup";

    private static final String SUFFIX = "-safety";

    private final EngineParts parts;
    private final JobStatus restore;
    private final Lookups lookups;

    SafetyBackup(EngineParts parts, JobStatus restore, Lookups lookups) {
        this.parts = parts;
        this.restore = restore;
        this.lookups = lookups;
    }

    /** Whether a lock lets this BackupJob in: it is the safety backup of a restore that has not begun. */
    static boolean admits(Journal journal, String jobUid) {
        return !journal.run().claimed() && isOf(journal.run(), jobUid);
    }

    /** Whether this BackupJob is the safety backup of a restore. */
    static boolean isOf(Run restore, String jobUid) {
        return restore.child(CHILD).filter(c -> c.uid().equals(jobUid)).isPresent();
    }

    /** What can be restored to have back what was there before a restore; empty if nothing was asked to be kept. */
    static String wayBack(Run restore) {
        return restore.child(CHILD)
                .map(c -> ". What was there before is in Backup " + c.ref().name() + elsewhere(restore))
                .orElse("");
    }

    private static String elsewhere(Run restore) {
        boolean here = restore.namespace().equals(restore.pin().application().namespace());
        return here ? "" : " in namespace " + restore.namespace();
    }

    /**
     * How it stands.
     *
     * @param journal with the BackupJob among what the run has made
     * @param open what the restore still waits for, or why it cannot go on; empty once the backup is there
     */
    record Standing(Journal journal, Optional<Observation> open) {}

    /** Takes it, or looks how it is getting on. */
    Standing take(Journal journal, String backupClass) {
        if (backupClass.isEmpty()) {
            return new Standing(journal, Optional.of(failed("the class of the Backup does not exist any more")));
        }
        ApplicationRef target = journal.run().pin().target();
        ObjectRef ref = new ObjectRef(
                Kinds.BACKUP_JOB,
                target.namespace(),
                Names.dnsLabel(Children.baseName(restore.view(), target.namespace()) + SUFFIX, Names.MAX_LABEL));
        Optional<JobView> there = lookups.own(Kinds.BACKUP_JOB, ref.namespace(), ref.name())
                .object()
                .map(JobView::of);
        JobView job = there.orElseGet(() -> create(ref, target, backupClass));
        if (!job.labels()
                .getOrDefault(Labels.OWNER_UID, "")
                .equals(restore.view().uid())) {
            return new Standing(journal, Optional.of(failed(ref + " exists and is not of this restore")));
        }
        Journal named = isOf(journal.run(), job.uid())
                ? journal
                : parts.journals().save(journal, journal.run().withChild(new Child(CHILD, ref, job.uid())));
        return new Standing(named, open(job));
    }

    private static Optional<Observation> open(JobView job) {
        if (job.phase().equals(JobPhase.SUCCEEDED.wire())) {
            return Optional.empty();
        }
        if (job.terminal()) {
            return Optional.of(failed(
                    job.ref() + " failed: " + job.status().path("message").asText()));
        }
        return Optional.of(Waiting.waiting(
                Reasons.SAFETY_BACKUP.wire(), job.ref() + " backs the target up before it is overwritten"));
    }

    private static Failed failed(String why) {
        return Failed.failed(
                Reasons.SAFETY_BACKUP_FAILED.wire(),
                "the target could not be backed up first, so nothing was touched: " + why
                        + ". To restore without that, set options.safetyBackup to false");
    }

    private JobView create(ObjectRef ref, ApplicationRef target, String backupClass) {
        ObjectNode job = JsonNodeFactory.instance.objectNode();
        job.put("apiVersion", CoreApi.API_VERSION).put("kind", ref.kind().kind());
        ObjectNode metadata =
                job.putObject("metadata").put("namespace", ref.namespace()).put("name", ref.name());
        metadata.putObject("labels").put(Labels.OWNER_UID, restore.view().uid());
        ObjectNode spec = job.putObject("spec").put("backupClassName", backupClass);
        spec.set("applicationRef", References.of(target));
        return JobView.of(Creation.orExisting(parts, ref, job));
    }
}
