package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.holdfast.backup.api.BackupPhase;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.spi.ApplicationRef;
import dev.holdfast.backup.spi.BackupDriver;
import dev.holdfast.backup.spi.BackupRecord;
import dev.holdfast.backup.spi.DriverDescriptor;
import dev.holdfast.backup.spi.RefusedException;
import dev.holdfast.backup.spi.Strategy;
import dev.holdfast.backup.spi.StrictJson;
import java.util.Optional;

/** Follows a RestoreJob's references: Backup, strategy, target. */
final class RestoreResolver {

    private final Lookups lookups;
    private final RestoreGrants grants;

    RestoreResolver(EngineParts parts, Lookups lookups) {
        this.lookups = lookups;
        this.grants = new RestoreGrants(parts);
    }

    /** Where the job's references lead, whatever its options are. */
    Resolution resolve(JobView job) {
        return resolve(job, RestoreOptions.none(job));
    }

    /** Where the job's references lead. */
    Resolution resolve(JobView job, RestoreOptions options) {
        Optional<String> name = job.specText("/backupRef/name");
        if (name.isEmpty()) {
            return Resolution.refused(Reasons.INVALID_SPEC.wire(), "must name a Backup", "/spec/backupRef/name");
        }
        return lookups.own(Kinds.BACKUP, job.ref().namespace(), name.get())
                .object()
                .map(found -> backup(job, options, JobView.of(found)))
                .orElseGet(() -> Resolution.waiting(
                        Reasons.BACKUP_NOT_FOUND.wire(),
                        "Backup \"" + name.get() + "\" not found in namespace "
                                + job.ref().namespace()));
    }

    private Resolution backup(JobView job, RestoreOptions options, JobView backup) {
        JsonNode ref = backup.spec().path("strategyRef");
        return lookups.strategy(
                ref.path("apiGroup").asText(),
                ref.path("kind").asText(),
                ref.path("name").asText(),
                (driver, strategy) -> ready(job, options, backup, driver, strategy),
                false);
    }

    private Resolution ready(
            JobView job, RestoreOptions options, JobView backup, BackupDriver driver, Optional<Strategy> strategy) {
        Optional<Resolution> unready = unready(backup);
        if (unready.isPresent()) {
            return unready.get();
        }
        Optional<Resolution> wrong = wrongOptions(options.drivers(), driver.descriptor());
        if (wrong.isPresent()) {
            return wrong.get();
        }
        BackupRecord record = BackupRecords.of(backup);
        if (strategy.isEmpty() && record.strategy().isEmpty()) {
            return Resolution.waiting(
                    Reasons.STRATEGY_NOT_READY.wire(),
                    "strategy " + backup.spec().at("/strategyRef/name").asText()
                            + " does not exist (any more), and the Backup recorded none");
        }
        ApplicationRef target = target(job, record, options.targetNamespace());
        Optional<Resolution> barred = otherKind(record, target).or(() -> grants.barred(job, target));
        if (barred.isPresent()) {
            return barred.get();
        }
        return lookups.application(
                target,
                "; deploy it before requesting a restore",
                found -> new Resolution.Ready(
                        new Inputs(
                                Operation.RESTORE,
                                job.uid(),
                                job.ref().name(),
                                "",
                                record.application(),
                                Lookups.withUid(target, found),
                                Lookups.tree(found),
                                BackupRecords.parameters(
                                        record, driver.descriptor().strategyType()),
                                strategy,
                                options.drivers(),
                                Optional.of(record),
                                Optional.empty()),
                        driver,
                        MissingNode.getInstance()));
    }

    private static Optional<Resolution> otherKind(BackupRecord record, ApplicationRef target) {
        ApplicationRef source = record.application();
        return target.sameKindAs(source)
                ? Optional.empty()
                : Optional.of(Resolution.refused(
                        Reasons.TARGET_KIND_MISMATCH.wire(),
                        "a Backup of " + source.kind() + " (" + source.group() + ") cannot be restored into "
                                + target.kind() + " (" + target.group() + ")",
                        "/spec/targetApplicationRef"));
    }

    /** Nobody can rely on a driver to look at options that it does not know of. */
    private static Optional<Resolution> wrongOptions(JsonNode options, DriverDescriptor driver) {
        if (driver.freeFormOptions() || options.isEmpty()) {
            return Optional.empty();
        }
        if (driver.options().isEmpty()) {
            String known = "the driver for " + driver.strategyType() + " takes no options of its own";
            return Optional.of(Resolution.refused(Reasons.INVALID_OPTIONS.wire(), known, "/spec/options"));
        }
        try {
            StrictJson.decode(options, driver.options().get(), Reasons.INVALID_OPTIONS.wire(), "/spec/options");
            return Optional.empty();
        } catch (RefusedException e) {
            return Optional.of(new Resolution.Refused(e.failed()));
        }
    }

    private static Optional<Resolution> unready(JobView backup) {
        if (backup.deleting()) {
            return Optional.of(Resolution.refused(Reasons.BACKUP_NOT_READY.wire(), backup.ref() + " is being deleted"));
        }
        if (backup.phase().equals(BackupPhase.READY.wire())) {
            return Optional.empty();
        }
        String message = backup.ref() + " is " + (backup.phase().isEmpty() ? "not Ready" : backup.phase());
        return Optional.of(
                backup.phase().equals(BackupPhase.FAILED.wire())
                        ? Resolution.refused(Reasons.BACKUP_NOT_READY.wire(), message)
                        : Resolution.waiting(Reasons.BACKUP_NOT_READY.wire(), message));
    }

    /** The source, overridden field by field. */
    static ApplicationRef target(JobView job, BackupRecord backup, String namespace) {
        ApplicationRef source = backup.application();
        return new ApplicationRef(
                job.specText("/targetApplicationRef/apiGroup").orElse(source.group()),
                job.specText("/targetApplicationRef/kind").orElse(source.kind()),
                namespace,
                job.specText("/targetApplicationRef/name").orElse(source.name()),
                Optional.empty());
    }
}
