package dev.holdfast.backup.samples.host.cli;

import dev.holdfast.backup.spi.BackupDriver;
import dev.holdfast.backup.spi.Drivers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which drivers a command knows: those on the class path, and those of a directory of plug-ins. */
public final class DriverOptions {

    @Option(
            names = "--drivers",
            paramLabel = "DIR",
            description = {
                "Also load the drivers of this directory: of each jar in it, and of each directory of jars in it, with a",
                "class loader of its own each."
            })
    private Optional<Path> directory = Optional.empty();

    /**
     * Loads them.
     *
     * @throws IllegalStateException if there is none, or if two want the same strategy kind
     * @throws CommandFailure if a plug-in cannot be loaded
     */
    public Drivers drivers() {
        if (directory.isEmpty()) {
            return LoadedDrivers.find();
        }
        ClassLoader own = DriverOptions.class.getClassLoader();
        Drivers onClassPath = Drivers.discover(own);
        List<BackupDriver> plugIns = PlugIns.drivers(directory.get());
        List<BackupDriver> all = new ArrayList<>(onClassPath.all());
        all.addAll(plugIns);
        // Two for one kind are a mistake, never a choice; what could not be loaded from the class path stays known.
        Drivers.of(all);
        return onClassPath.with(plugIns);
    }
}
