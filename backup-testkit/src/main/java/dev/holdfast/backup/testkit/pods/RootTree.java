package dev.holdfast.backup.testkit.pods;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes the shell commands that build a container's root from the host's, bind by bind. The result depends on what exists
 * on this machine; nothing is changed until the script runs in its own mount namespace.
 */
final class RootTree {
    private static final List<String> DEVICES = List.of("null", "zero", "full", "random", "urandom", "tty");
    private static final Set<String> OWN = Set.of("dev", "proc", "tmp");
    private final ShellScript script;
    private final String root;
    private final String bind;
    private final Set<Path> covered = new HashSet<>();
    private final Set<Path> mirrored = new HashSet<>();

    /**
     * A tree that grows below {@code root}, an empty directory.
     *
     * @param readOnlyHost whether the host's directories are bound read-only, which needs the real root
     */
    RootTree(ShellScript script, Path root, boolean readOnlyHost) {
        this.script = script;
        this.root = root.toString();
        this.bind = readOnlyHost ? "rbind,ro" : "rbind";
    }

    /** The host's tree with own {@code /dev}, {@code /proc} and the given directory as {@code /tmp} and {@code /var/tmp}. */
    void base(Path tmp, Path varTmp) {
        mount("-t", "tmpfs", "-o", "mode=755", "holdfast", root);
        children(Path.of("/"), OWN);
        mirrored.add(Path.of("/"));
        String proc = inside(Path.of("/proc"));
        String mount = ShellScript.quoted(HostTools.path("mount"));
        script.run("mkdir", proc)
                .raw(mount + " -t proc proc " + ShellScript.quoted(proc) + " 2>/dev/null || " + mount
                        + " --rbind /proc " + ShellScript.quoted(proc));
        devices();
        bindDirectory(tmp, "/tmp");
        bindDirectory(varTmp, "/var/tmp");
    }

    /** Lays a host directory over a path of the container, which is made when absent. */
    void bindDirectory(Path source, String target) {
        Path place = place(target);
        script.run("mkdir", "-p", inside(place));
        mount("--rbind", source.toString(), inside(place));
        covered.add(place);
    }

    /** Lays a host file over a path of the container, which is made when absent. */
    void bindFile(Path source, String target) {
        Path place = place(target);
        String file = inside(place);
        script.run("mkdir", "-p", inside(parent(place)));
        script.raw("[ -e " + ShellScript.quoted(file) + " ] || : > " + ShellScript.quoted(file));
        mount("--bind", source.toString(), file);
    }

    /** Forbids writing below a path that was bound before. */
    void seal(String target) {
        mount("-o", "remount,bind,ro", inside(resolved(Path.of(target))));
    }

    /** Makes a directory unless the host has it. */
    void directory(String target) {
        script.run("mkdir", "-p", inside(place(target)));
    }

    /** Shows a host path at itself when something laid over the host hides it. */
    void reveal(Path host) {
        if (covered.stream().noneMatch(host::startsWith)) {
            return;
        }
        if (Files.isDirectory(host)) {
            bindDirectory(host, host.toString());
        } else {
            bindFile(host, host.toString());
        }
    }

    private void devices() {
        script.run("mkdir", inside(Path.of("/dev")));
        covered.add(Path.of("/dev"));
        for (String device : DEVICES) {
            if (Files.exists(Path.of("/dev", device))) {
                bindFile(Path.of("/dev", device), "/dev/" + device);
            }
        }
        script.run("mkdir", "-m", "1777", inside(Path.of("/dev/shm")))
                .run("ln", "-s", "/proc/self/fd", inside(Path.of("/dev/fd")))
                .run("ln", "-s", "/proc/self/fd/0", inside(Path.of("/dev/stdin")))
                .run("ln", "-s", "/proc/self/fd/1", inside(Path.of("/dev/stdout")))
                .run("ln", "-s", "/proc/self/fd/2", inside(Path.of("/dev/stderr")));
    }

    /** The real path for a target, with its nearest existing host directory made writable in this tree only. */
    private Path place(String target) {
        Path path = resolved(Path.of(target));
        if (covered.stream().anyMatch(path::startsWith) || Files.exists(path)) {
            return path;
        }
        Path nearest = parent(path);
        while (!Files.exists(nearest)) {
            nearest = parent(nearest);
        }
        if (mirrored.add(nearest)) {
            mount("-t", "tmpfs", "-o", "mode=755", "holdfast", inside(nearest));
            children(nearest, Set.of());
        }
        return path;
    }

    private void children(Path directory, Set<String> except) {
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path entry : entries.sorted().toList()) {
                if (!except.contains(String.valueOf(entry.getFileName()))) {
                    show(entry);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the host directory " + directory, e);
        }
    }

    private void show(Path entry) throws IOException {
        if (Files.isSymbolicLink(entry)) {
            script.run("ln", "-s", Files.readSymbolicLink(entry).toString(), inside(entry));
        } else if (Files.isDirectory(entry)) {
            script.run("mkdir", inside(entry));
            mount("-o", bind, entry.toString(), inside(entry));
        } else if (Files.isRegularFile(entry)) {
            script.raw(": > " + ShellScript.quoted(inside(entry)));
            mount("-o", bind.substring(1), entry.toString(), inside(entry));
        }
    }

    private void mount(String... words) {
        script.raw(ShellScript.quoted(HostTools.path("mount")) + " " + ShellScript.quoted(List.of(words)));
    }

    private String inside(Path path) {
        return path.equals(Path.of("/")) ? root : root + path;
    }

    /** Follows the host's symbolic links in the part of the path that exists, as they would lead out of the tree. */
    private static Path resolved(Path path) {
        Path existing = path;
        while (!Files.exists(existing)) {
            existing = parent(existing);
        }
        try {
            return existing.toRealPath().resolve(existing.relativize(path)).normalize();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot resolve the path " + path, e);
        }
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? Path.of("/") : parent;
    }
}
