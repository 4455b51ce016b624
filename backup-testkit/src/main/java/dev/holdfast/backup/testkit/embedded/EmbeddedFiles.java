package dev.holdfast.backup.testkit.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the jars of servers that this build collects but never puts on a class path of its own. */
public final class EmbeddedFiles {

    private EmbeddedFiles() {}

    /**
     * The directory with the jars of one server: the system property {@code embedded.<name>.lib} if set, else
     * {@code embedded/<name>/target/lib} in the working directory or the nearest directory above it.
     *
     * @param name {@code s3proxy} or {@code mariadb}
     * @throws IllegalStateException when there is none; the message says how to make it
     */
    public static Path libraries(String name) {
        Optional<Path> given = Optional.ofNullable(System.getProperty("embedded." + name + ".lib"))
                .map(Path::of);
        return given.or(() -> above(name))
                .filter(Files::isDirectory)
                .orElseThrow(() -> new IllegalStateException("the files of " + name
                        + " are missing; run \"mvn generate-resources -pl embedded/" + name
                        + " -am\" or set the system property embedded." + name + ".lib"));
    }

    private static Optional<Path> above(String name) {
        return Stream.iterate(Path.of("").toAbsolutePath(), directory -> directory != null, Path::getParent)
                .map(directory -> directory.resolve("embedded/" + name + "/target/lib"))
                .filter(Files::isDirectory)
                .findFirst();
    }
}
