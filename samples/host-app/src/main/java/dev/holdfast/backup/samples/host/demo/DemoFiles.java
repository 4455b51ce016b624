package dev.holdfast.backup.samples.host.demo;

import dev.holdfast.backup.samples.host.HostApp;
import dev.holdfast.backup.samples.host.cli.CommandFailure;
import dev.holdfast.backup.testkit.embedded.EmbeddedFiles;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the demo finds and puts its files: next to the jar, in {@code demo}.
 *
 * @param program the jar of this program, or the directory of its classes in a build
 * @param home the directory of the demo
 * @param run files of this one demo, with the process in its name
 */
record DemoFiles(Path program, Path home, Path run) {

    private static final Pattern RUN = Pattern.compile("run-(\\d+)-.*");
    private static final String KEPT = "kept";

    /** Makes the directories, and removes what demos left that were killed. */
    static DemoFiles prepare() {
        Path program = ownPlace();
        Path home = program.resolveSibling("demo");
        try {
            Files.createDirectories(home);
            sweep(home);
            Path run = Files.createTempDirectory(
                    home, "run-" + ProcessHandle.current().pid() + "-");
            return new DemoFiles(program, home, run);
        } catch (IOException e) {
            throw CommandFailure.failure("the demo needs to write to " + home + ": " + e.getMessage());
        }
    }

    private static Path ownPlace() {
        try {
            return Path.of(HostApp.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toAbsolutePath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("this program's own place is not a path", e);
        }
    }

    private static void sweep(Path home) throws IOException {
        List<Path> left;
        try (Stream<Path> entries = Files.list(home)) {
            left = entries.filter(DemoFiles::isOrphan).toList();
        }
        for (Path directory : left) {
            delete(directory);
        }
    }

    private static boolean isOrphan(Path directory) {
        Matcher name = RUN.matcher(directory.getFileName().toString());
        return name.matches()
                && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()
                && !Files.exists(directory.resolve(KEPT));
    }

    /** Jars and binaries of one server: those that the build has put next to this program, else the build's own. */
    Path server(String name) {
        Path beside = home.resolve(name);
        return Files.isDirectory(beside) ? beside : EmbeddedFiles.libraries(name);
    }

    /** A directory for one part of this demo. */
    Path in(String part) {
        return run.resolve(part);
    }

    /** Unpacked programs, the same for all demos. */
    Path cache() {
        return home.resolve("cache");
    }

    /** Marks this run's files as wanted, so that no later demo removes them. */
    void keep() throws IOException {
        Files.writeString(run.resolve(KEPT), "");
    }

    /** Removes this run's files. */
    void delete() throws IOException {
        delete(run);
    }

    private static void delete(Path directory) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(directory)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.delete(file);
        }
    }

    /** The arguments of {@code java} that start this program again. */
    List<String> startAgain() {
        return Files.isRegularFile(program)
                ? List.of("-jar", program.toString())
                : List.of("-cp", classPath(), HostApp.class.getName());
    }

    private static String classPath() {
        return Optional.ofNullable(System.getProperty("surefire.test.class.path"))
                .orElseGet(() -> System.getProperty("java.class.path"));
    }
}
