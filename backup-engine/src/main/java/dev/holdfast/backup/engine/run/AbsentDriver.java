package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.spi.BackupDriver;
import dev.holdfast.backup.spi.DriverDescriptor;
import dev.holdfast.backup.spi.StrategyType;

/**
 * Stands in for a driver that is not installed any more while the engine takes back what the driver's plan had begun: that needs
 * the plan, which is written down, and nothing of the driver. Stateless.
 *
 * @param descriptor that declares nothing
 */
record AbsentDriver(DriverDescriptor descriptor) implements BackupDriver {

    private record NoSpec() {}

    static AbsentDriver of(StrategyType type) {
        return new AbsentDriver(DriverDescriptor.of(type.group(), type.kind(), NoSpec.class));
    }
}
