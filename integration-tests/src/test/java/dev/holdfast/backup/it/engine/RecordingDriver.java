package dev.holdfast.backup.it.engine;

import dev.holdfast.backup.driver.job.JobDriver;
import dev.holdfast.backup.spi.BackupDriver;
import dev.holdfast.backup.spi.BackupRequest;
import dev.holdfast.backup.spi.DriverDescriptor;
import dev.holdfast.backup.spi.InterruptedRestore;
import dev.holdfast.backup.spi.Planning;
import dev.holdfast.backup.spi.RestoreRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The Job driver, which notes what restores it was asked to plan. */
final class RecordingDriver implements BackupDriver {

    private final JobDriver jobs = new JobDriver();
    final List<Optional<InterruptedRestore>> takenOver = new CopyOnWriteArrayList<>();

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
        takenOver.add(request.interrupted());
        return jobs.planRestore(request);
    }
}
