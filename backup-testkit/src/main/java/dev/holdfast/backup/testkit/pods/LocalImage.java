package dev.holdfast.backup.testkit.pods;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands for a container image on this machine. Immutable.
 *
 * @param directories put in front of the container's {@code PATH}, in order
 * @param executables real program by the name (found on {@code PATH}, before the directories) or absolute path under
 *     which the container calls it
 * @param hostPath whether the system directories ({@code /usr/bin}, {@code /bin} and so on) follow on {@code PATH}
 * @param entrypoint what runs when the container names no command; empty when a command is required
 */
public record LocalImage(
        List<Path> directories, Map<String, Path> executables, boolean hostPath, List<String> entrypoint) {

    static final List<String> SYSTEM_DIRECTORIES =
            List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

    /** Copies the collections and checks that names are plain names or absolute paths and that every real path is absolute. */
    public LocalImage {
        directories = List.copyOf(directories);
        executables = Collections.unmodifiableMap(new LinkedHashMap<>(executables));
        entrypoint = List.copyOf(entrypoint);
        directories.forEach(LocalImage::requireAbsolute);
        executables.forEach((name, real) -> {
            requireAbsolute(real);
            if (name.isEmpty() || (name.contains("/") && !name.startsWith("/"))) {
                throw new IllegalArgumentException(
                        "an executable needs a plain name or an absolute path, not '" + name + "'");
            }
        });
    }

    /** An image with nothing but the host's own programs: sh, tar, curl and whatever is installed. */
    public static LocalImage host() {
        return new LocalImage(List.of(), Map.of(), true, List.of());
    }

    /** This image with one more program, see {@link #executables()}. */
    public LocalImage withExecutable(String name, Path real) {
        Map<String, Path> more = new LinkedHashMap<>(executables);
        more.put(name, real);
        return new LocalImage(directories, more, hostPath, entrypoint);
    }

    /** This image with one more directory at the end of {@link #directories()}. */
    public LocalImage withDirectory(Path directory) {
        List<Path> more = new ArrayList<>(directories);
        more.add(directory);
        return new LocalImage(more, executables, hostPath, entrypoint);
    }

    /** This image with the given default command. */
    public LocalImage withEntrypoint(String... command) {
        return new LocalImage(directories, executables, hostPath, List.of(command));
    }

    private static void requireAbsolute(Path path) {
        if (!path.isAbsolute()) {
            throw new IllegalArgumentException("an image needs absolute paths on this machine, not '" + path + "'");
        }
    }
}
