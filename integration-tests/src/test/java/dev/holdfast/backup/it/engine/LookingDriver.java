package dev.holdfast.backup.it.engine;

import dev.holdfast.backup.driver.job.JobDriver;
import dev.holdfast.backup.spi.BackupDriver;
import dev.holdfast.backup.spi.BackupRecord;
import dev.holdfast.backup.spi.BackupRequest;
import dev.holdfast.backup.spi.DriverDescriptor;
import dev.holdfast.backup.spi.Inspection;
import dev.holdfast.backup.spi.PlanContext;
import dev.holdfast.backup.spi.Planning;
import dev.holdfast.backup.spi.RestoreRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** The Job driver, which finds the data of Backups as a test wants it, and notes when it was asked about which. */
final class LookingDriver implements BackupDriver {

    /** A look: at which Backup, and when on the monotonic clock. */
    record Look(String backup, long nanos) {}

    final List<Look> looks = new CopyOnWriteArrayList<>();
    private final JobDriver jobs = new JobDriver();
    private volatile Supplier<Inspection> answer = () -> Inspection.present("it is there");

    void finds(Supplier<Inspection> what) {
        answer = what;
    }

    List<String> lookedAt() {
        return looks.stream().map(Look::backup).toList();
    }

    @Override
    public DriverDescriptor descriptor() {
        return jobs.descriptor();
    }

    @Override
    public Planning planBackup(BackupRequest request) {
        return jobs.planBackup(request);
    }

    @Override
    public Planning planRestore(RestoreRequest request) {
        return jobs.planRestore(request);
    }

    @Override
    public Inspection inspect(BackupRecord backup, PlanContext context) {
        looks.add(new Look(backup.name(), System.nanoTime()));
        return answer.get();
    }
}
