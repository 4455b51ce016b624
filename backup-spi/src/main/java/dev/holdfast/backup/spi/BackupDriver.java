package dev.holdfast.backup.spi;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What a driver implements. Found by {@link java.util.ServiceLoader} or given to the engine by hand.
 *
 * <p>Rules for every method:
 *
 * <ul>
 *   <li>Stateless and thread-safe; each call stands alone and may be repeated at any time.
 *   <li>Only reads, and only through the request or context it is given. There is no way to write.
 *   <li>Returns within 10 seconds. To wait is to return {@link Waiting}; the engine calls again when something that was
 *       read changes.
 *   <li>An exception is a bug: the engine repeats the call and after five in a row ends the run as {@code DriverError}.
 *       A {@link RefusedException} is the exception to that: it is a {@link Failed} that was thrown.
 * </ul>
 *
 * <p>A plan is the same whenever the world is the same: no clock, sizes or listings belong in it.
 */
public interface BackupDriver {

    /** What this driver drives, reads and may answer; constant for the life of the driver. */
    DriverDescriptor descriptor();

    /** Plans a backup of {@link BackupRequest#application()}. Default: not supported. */
    default Planning planBackup(BackupRequest request) {
        return Failed.unsupported("backup", descriptor());
    }

    /** Plans a restore of {@link RestoreRequest#backup()} into {@link RestoreRequest#target()}. Default: not supported. */
    default Planning planRestore(RestoreRequest request) {
        return Failed.unsupported("restore", descriptor());
    }

    /**
     * Plans the deletion of the data of {@link ReclaimRequest#backup()}. Asked only when the Backup's deletion policy is
     * {@code Delete}. A {@link Failed} answer keeps the Backup, with reason {@code DataRetained}. Default: not supported.
     */
    default Planning planReclaim(ReclaimRequest request) {
        return Failed.unsupported("reclaim", descriptor());
    }

    /** Plans a check that the data of {@link VerifyRequest#backup()} is there and whole. Default: not supported. */
    default Planning planVerify(VerifyRequest request) {
        return Failed.unsupported("verify", descriptor());
    }

    /**
     * Looks whether the data of {@code backup} is still there: asked before every restore, and about once a day for each Backup.
     * What it throws counts as {@link Inspection.Unknown}. Default: it cannot be told.
     *
     * @param context strategy, parameters and store of the Backup, as for its restore
     */
    default Inspection inspect(BackupRecord backup, PlanContext context) {
        return Inspection.unknown();
    }

    /** The checks that plans of this driver name. A plan that names another one is refused at planning. */
    default Map<String, Check> checks() {
        return Map.of();
    }

    /** What the driver can do with this strategy; shown to admins on the BackupClass. Default: backup and restore. */
    default Set<Capability> capabilities(Strategy strategy) {
        return EnumSet.of(Capability.BACKUP, Capability.RESTORE);
    }
}
