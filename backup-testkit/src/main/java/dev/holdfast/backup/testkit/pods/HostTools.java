package dev.holdfast.backup.testkit.pods;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The programs of this machine that the runner needs, and what they are allowed to do. */
final class HostTools {
    private static final long PROBE_SECONDS = 10;
    private static final List<String> NEW_NAMESPACES = List.of("--mount", "--pid", "--fork", "--kill-child=KILL");
    private final Optional<List<String>> unshare;
    private final boolean privileged;

    private HostTools(Optional<List<String>> unshare, boolean privileged) {
        this.unshare = unshare;
        this.privileged = privileged;
    }

    /**
     * Looks for the programs and tries out what is allowed; a few milliseconds.
     *
     * @throws IllegalStateException when the machine cannot do what is asked for
     */
    static HostTools detect(Isolation isolation) {
        for (String tool : List.of("sh", "setpriv", "setsid")) {
            if (find(tool).isEmpty()) {
                throw new IllegalStateException("the process runner needs the program '" + tool
                        + "' in a system directory; it runs on Linux with util-linux");
            }
        }
        if (isolation != Isolation.REWRITE
                && find("unshare").isPresent()
                && find("mount").isPresent()) {
            List<String> asRoot = command(List.of());
            if (works(asRoot)) {
                return new HostTools(Optional.of(asRoot), true);
            }
            List<String> asUser = command(List.of("--user", "--map-root-user"));
            if (works(asUser)) {
                return new HostTools(Optional.of(asUser), false);
            }
        }
        if (isolation == Isolation.NAMESPACES) {
            throw new IllegalStateException("this machine does not let the process runner make mount namespaces"
                    + " (unshare --user --mount --pid was refused); use Isolation.REWRITE");
        }
        return new HostTools(Optional.empty(), false);
    }

    /** The command that runs what follows it in new namespaces; empty when that is not to be done. */
    Optional<List<String>> unshare() {
        return unshare;
    }

    /** Whether namespaces are made as the real root, who may mount read-only and change users. */
    boolean privileged() {
        return privileged;
    }

    /** The absolute path of a program that {@link #detect} has found. */
    static String path(String tool) {
        return find(tool)
                .orElseThrow(() -> new IllegalStateException("the program '" + tool + "' is not installed"))
                .toString();
    }

    private static List<String> command(List<String> user) {
        List<String> command = new ArrayList<>();
        command.add(path("unshare"));
        command.addAll(user);
        command.addAll(NEW_NAMESPACES);
        return List.copyOf(command);
    }

    private static boolean works(List<String> unshare) {
        List<String> command = new ArrayList<>(unshare);
        command.addAll(List.of(path("sh"), "-c", path("mount") + " -t tmpfs holdfast /mnt"));
        try {
            Process probe = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (probe.waitFor(PROBE_SECONDS, TimeUnit.SECONDS)) {
                return probe.exitValue() == 0;
            }
            probe.destroyForcibly();
            return false;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Optional<Path> find(String tool) {
        return LocalImage.SYSTEM_DIRECTORIES.stream()
                .map(directory -> Path.of(directory, tool))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
