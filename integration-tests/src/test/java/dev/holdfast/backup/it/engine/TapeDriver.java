package dev.holdfast.backup.it.engine;

import dev.holdfast.backup.spi.BackupDriver;
import dev.holdfast.backup.spi.DriverDescriptor;

/** A driver for another kind of strategy. */
final class TapeDriver implements BackupDriver {

    record TapeSpec() {}

    @Override
    public DriverDescriptor descriptor() {
        return DriverDescriptor.of("strategy.backups.cozystack.io", "Tape", TapeSpec.class);
    }
}
