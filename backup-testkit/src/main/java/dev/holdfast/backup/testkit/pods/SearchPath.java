package dev.holdfast.backup.testkit.pods;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The {@code PATH} of a container and the directory of links that stands first on it. */
final class SearchPath {
    private SearchPath() {}

    /** Makes a directory with a link for each executable that the image names plainly. */
    static Path links(LocalImage image, Path containerDirectory) {
        Path bin = containerDirectory.resolve("bin");
        try {
            Files.createDirectories(bin);
            for (Map.Entry<String, Path> entry : image.executables().entrySet()) {
                Path link = bin.resolve(entry.getKey());
                if (!entry.getKey().startsWith("/") && !Files.isSymbolicLink(link)) {
                    Files.createSymbolicLink(link, entry.getValue());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot link the executables of an image below " + bin, e);
        }
        return bin;
    }

    /** The value of {@code PATH}: the links, the image's directories, then the pod's own value or the system's. */
    static String value(ContainerPlan plan, String links) {
        List<String> entries = new ArrayList<>();
        entries.add(links);
        plan.image().directories().forEach(directory -> entries.add(directory.toString()));
        Optional<String> own = Optional.ofNullable(plan.environment().get("PATH"));
        if (own.isPresent()) {
            entries.add(own.get());
        } else if (plan.image().hostPath()) {
            entries.addAll(LocalImage.SYSTEM_DIRECTORIES);
        }
        return String.join(":", entries);
    }

    /** Whether a program called by its plain name can be found; programs called by path are left to the shell. */
    static boolean finds(ContainerPlan plan) {
        String program = plan.argv().get(0);
        if (program.contains("/") || plan.image().executables().containsKey(program)) {
            return true;
        }
        for (String directory : value(plan, "/nowhere").split(":", -1)) {
            if (Files.isExecutable(Path.of(directory, program))) {
                return true;
            }
        }
        return false;
    }
}
