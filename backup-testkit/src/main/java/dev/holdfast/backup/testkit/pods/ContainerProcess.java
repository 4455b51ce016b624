package dev.holdfast.backup.testkit.pods;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running processes of one container. Thread-safe. */
final class ContainerProcess {
    private static final Logger LOG = LoggerFactory.getLogger(ContainerProcess.class);
    private static final int KILLED = 137;
    private final Process process;
    private final boolean ownNamespace;
    private volatile boolean killed;

    private ContainerProcess(Process process, boolean ownNamespace) {
        this.process = process;
        this.ownNamespace = ownNamespace;
    }

    /**
     * Starts the container; its output is appended to the log file.
     *
     * @param spawner a single thread that lives as long as the runner: the kernel takes the end of the thread that forked a
     *     process for the death of its parent
     * @throws UncheckedIOException when the process cannot be started
     */
    static ContainerProcess start(Launch launch, Path directory, Path log, ExecutorService spawner) {
        boolean ownNamespace = launch.wrapper().contains("--mount");
        try {
            Path script = directory.resolve("init.sh");
            Files.writeString(script, launch.script());
            List<String> command = new ArrayList<>(launch.wrapper());
            command.addAll(List.of(HostTools.path("sh"), script.toString()));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().clear();
            builder.environment().putAll(launch.environment());
            return CompletableFuture.supplyAsync(() -> new ContainerProcess(spawn(builder), ownNamespace), spawner)
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the init script in " + directory, e);
        } catch (CompletionException e) {
            throw new UncheckedIOException(
                    "cannot start a container process in " + directory, new IOException(e.getCause()));
        }
    }

    /** Completes with the exit code after every process that can be reached is gone. */
    CompletableFuture<Integer> exit() {
        return process.onExit().thenApply(ended -> {
            killGroup();
            return exitCode();
        });
    }

    /** The exit code of a process that is over. */
    int exitCode() {
        // unshare does not always tell how the namespace's init ended
        return killed ? KILLED : process.exitValue();
    }

    /** Whether {@link #kill} ended it. */
    boolean killed() {
        return killed;
    }

    /** Whether the container still runs. */
    boolean alive() {
        return process.isAlive();
    }

    /** Sends SIGTERM to the container's init, which passes it on to the main process. */
    void terminate() {
        Optional<ProcessHandle> init = init();
        if (init.isPresent()) {
            init.get().destroy();
        } else {
            kill();
        }
    }

    /** Kills every process of the container. */
    void kill() {
        killed |= process.isAlive();
        if (ownNamespace) {
            init().ifPresent(ProcessHandle::destroyForcibly);
        } else {
            killGroup();
        }
        process.destroyForcibly();
    }

    private Optional<ProcessHandle> init() {
        return ownNamespace ? process.children().findFirst() : Optional.of(process.toHandle());
    }

    private void killGroup() {
        if (ownNamespace) {
            return;
        }
        try {
            new ProcessBuilder(HostTools.path("sh"), "-c", "kill -KILL -" + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            LOG.warn("cannot kill the process group {} of a container", process.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Process spawn(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(new IOException(String.valueOf(e.getMessage()), e));
        }
    }

    /** The whole text of a file, empty when there is none. */
    static String text(Path file) {
        try {
            return Files.exists(file) ? new String(Files.readAllBytes(file), UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
