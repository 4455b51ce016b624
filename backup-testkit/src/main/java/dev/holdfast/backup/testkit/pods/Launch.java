package dev.holdfast.backup.testkit.pods;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A container made concrete on this machine.
 *
 * @param wrapper the words before {@code sh <script>}
 * @param script text of the init script, which sets the container up and runs its main process
 * @param environment the complete environment
 */
record Launch(List<String> wrapper, String script, Map<String, String> environment) {

    /** The files of one container on this machine. */
    record Place(Path directory, Path terminationLog, Path hosts, Path startedMarker, Map<String, Path> volumes) {
        /** A place with the files named in the usual way. */
        static Place in(Path directory, Map<String, Path> volumes) {
            return new Place(
                    directory,
                    directory.resolve("termination-log"),
                    directory.resolve("hosts"),
                    directory.resolve("started"),
                    volumes);
        }

        /** Where a mount's content is on this machine. */
        Path source(ContainerPlan.Mount mount) {
            Path volume = volumes.get(mount.volume());
            if (volume == null) {
                throw new IllegalStateException("volume " + mount.volume() + " was not set up");
            }
            return mount.subPath().isEmpty() ? volume : volume.resolve(mount.subPath());
        }
    }

    /**
     * Ends an init script: marks the start, runs the main process in the background, passes SIGTERM on, and exits with the
     * main process's code (128 plus the signal's number when a signal ended it).
     */
    static void supervise(ShellScript script, Path startedMarker, List<String> command) {
        script.raw(": > " + ShellScript.quoted(startedMarker.toString()))
                .raw("set +e")
                .raw("trap 'if [ -n \"$child\" ]; then kill -TERM \"$child\" 2>/dev/null; else stop=1; fi' TERM")
                .raw(ShellScript.quoted(command) + " &")
                .raw("child=$!")
                .raw("[ -z \"$stop\" ] || kill -TERM \"$child\"")
                .raw("while :; do wait \"$child\"; code=$?; kill -0 \"$child\" 2>/dev/null || break; done")
                .raw("exit \"$code\"");
    }

    /** Begins an init script: what to do on SIGTERM before the main process runs. */
    static ShellScript begin() {
        return new ShellScript().raw("set -e").raw("child=").raw("stop=").raw("trap 'exit 143' TERM");
    }
}
