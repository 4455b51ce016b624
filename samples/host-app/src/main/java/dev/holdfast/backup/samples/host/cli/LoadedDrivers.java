package dev.holdfast.backup.samples.host.cli;

import dev.holdfast.backup.spi.Drivers;

/** The drivers on this program's class path. */
public final class LoadedDrivers {

    private LoadedDrivers() {}

    /**
     * Finds them.
     *
     * @throws IllegalStateException if there is none, or if two want the same strategy kind
     */
    public static Drivers find() {
        ClassLoader loader = LoadedDrivers.class.getClassLoader();
        return Drivers.discover(loader).requireAny(loader);
    }
}
