package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.api.Annotations;
import dev.holdfast.backup.api.ApprovalPolicy;
import dev.holdfast.backup.api.Approvers;
import dev.holdfast.backup.api.Labels;
import dev.holdfast.backup.api.Names;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.spi.Failed;
import dev.holdfast.backup.spi.RefusedException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a backup class asks of restores of its Backups. Its spec wins over its annotations, for clusters whose CRDs have no such fields.
 * Pure.
 *
 * @param approval which restores wait for an approval; default Never
 * @param approvers whose approval counts; default Tenant
 * @param safetyBackup whether the target is backed up first; default no
 * @param name of the class; empty if it is gone
 */
record ClassPolicy(ApprovalPolicy approval, Approvers approvers, boolean safetyBackup, String name) {

    private static final ClassPolicy NONE = new ClassPolicy(ApprovalPolicy.NEVER, Approvers.TENANT, false, "");

    /**
     * The policy of the class that a Backup was taken with; the defaults if that is gone.
     *
     * @throws RefusedException {@code InvalidSpec} if the class says something that nobody knows
     */
    static ClassPolicy of(JobView backup, List<JobView> classes) {
        String label = backup.labels().getOrDefault(Labels.BACKUP_CLASS, "");
        return classes.stream()
                .filter(c -> Names.labelValue(c.ref().name()).equals(label))
                .findFirst()
                .map(ClassPolicy::of)
                .orElse(NONE);
    }

    private static ClassPolicy of(JobView backupClass) {
        return new ClassPolicy(
                value(backupClass, "approval", Annotations.APPROVAL, ApprovalPolicy::of, "Always, Destructive or Never")
                        .orElse(NONE.approval()),
                value(backupClass, "approvers", Annotations.APPROVERS, Approvers::of, "Tenant or Admin")
                        .orElse(NONE.approvers()),
                value(backupClass, "safetyBackup", Annotations.SAFETY_BACKUP, ClassPolicy::flag, "true or false")
                        .orElse(NONE.safetyBackup()),
                backupClass.ref().name());
    }

    private static Optional<Boolean> flag(String text) {
        return text.equals("true") || text.equals("false") ? Optional.of(text.equals("true")) : Optional.empty();
    }

    private static <T> Optional<T> value(
            JobView backupClass,
            String field,
            String annotation,
            Function<String, Optional<T>> known,
            String expected) {
        String spec = backupClass.spec().path(field).asText();
        String text = spec.isEmpty() ? backupClass.annotations().getOrDefault(annotation, "") : spec;
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(known.apply(text)
                .orElseThrow(() -> new RefusedException(Failed.failed(
                        Reasons.INVALID_SPEC.wire(),
                        "BackupClass " + backupClass.ref().name() + " says " + field + " '" + text + "', which must be "
                                + expected + "; an administrator has to correct it"))));
    }
}
