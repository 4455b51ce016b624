package dev.holdfast.backup.samples.host.cli;

import dev.holdfast.backup.spi.BackupDriver;
import dev.holdfast.backup.spi.Drivers;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Drivers in jars that are not on the class path. Each jar of a directory is a plug-in, and so is each directory of jars in it; each has a
 * class loader of its own, so that plug-ins may bring libraries that do not agree. Of this program they see everything.
 */
final class PlugIns {

    private PlugIns() {}

    /**
     * Loads all drivers of all plug-ins; their class loaders live as long as this program.
     *
     * @throws CommandFailure if the directory cannot be read, or a plug-in cannot be loaded or brings no driver
     */
    static List<BackupDriver> drivers(Path directory) {
        List<BackupDriver> drivers = new ArrayList<>();
        for (Path plugIn : plugIns(directory)) {
            drivers.addAll(load(plugIn));
        }
        return drivers;
    }

    private static List<Path> plugIns(Path directory) {
        List<Path> found = content(directory).stream()
                .filter(path -> Files.isDirectory(path) || isJar(path))
                .toList();
        if (found.isEmpty()) {
            throw CommandFailure.usage(
                    "there is no driver in " + directory + ": expected jars, or directories of jars");
        }
        return found;
    }

    private static List<Path> content(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw CommandFailure.usage("the directory of drivers " + directory + " cannot be read: " + e);
        }
    }

    private static boolean isJar(Path path) {
        return path.toString().endsWith(".jar");
    }

    private static List<BackupDriver> load(Path plugIn) {
        List<Path> jars = Files.isDirectory(plugIn)
                ? content(plugIn).stream().filter(PlugIns::isJar).toList()
                : List.of(plugIn);
        URL[] urls = jars.stream().map(PlugIns::url).toArray(URL[]::new);
        ClassLoader loader = new URLClassLoader(plugIn.getFileName().toString(), urls, PlugIns.class.getClassLoader());
        Drivers seen = Drivers.discover(loader);
        // It sees the drivers of this program too.
        List<BackupDriver> own = seen.all().stream()
                .filter(driver -> driver.getClass().getClassLoader() == loader)
                .toList();
        List<String> failures = new ArrayList<>(seen.failures());
        failures.removeAll(Drivers.discover(PlugIns.class.getClassLoader()).failures());
        if (own.isEmpty() || !failures.isEmpty()) {
            throw CommandFailure.failure(plugIn + " cannot be used as a plug-in: "
                    + (failures.isEmpty()
                            ? "none of its jars names a driver in META-INF/services/" + BackupDriver.class.getName()
                            : String.join("; ", failures)));
        }
        return own;
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw CommandFailure.usage(jar + " is not a file that can be loaded from: " + e.getMessage());
        }
    }
}
