package dev.holdfast.backup.testkit.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that cannot outlive this JVM: a small shell holds the read end of a pipe whose write end is ours, and kills the
 * program when the pipe closes, be it by {@link #close()} or because the JVM died.
 */
final class ChildProcess implements AutoCloseable {

    private static final String GUARD =
            """
            exec 3<&0
            "$@" </dev/null 3<&- &
            program=$!
            { read -r never <&3; kill -KILL $program; } 2>/dev/null &
            guard=$!
            exec 3<&-
            wait $program
            code=$?
            kill $guard 2>/dev/null
            exit $code
            """;

    private final String name;
    private final Process shell;
    private final Path log;

    private ChildProcess(String name, Process shell, Path log) {
        this.name = name;
        this.shell = shell;
        this.log = log;
    }

    static ChildProcess start(Path program, List<String> arguments, Path directory) throws IOException {
        String name = program.getFileName().toString();
        Path log = directory.resolve(name + ".log");
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", GUARD, name, program.toString()));
        command.addAll(arguments);
        Process shell = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new ChildProcess(name, shell, log);
    }

    /** Waits for at most the given time and throws, with the end of its log, if the program ended meanwhile. */
    void requireAliveFor(Duration time) throws InterruptedException {
        if (shell.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException(name + " ended with exit code " + shell.exitValue() + ": " + logTail());
        }
    }

    boolean alive() {
        return shell.isAlive();
    }

    long pid() {
        return shell.pid();
    }

    String logTail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
        } catch (IOException e) {
            return "(its log cannot be read: " + e.getMessage() + ")";
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> family = shell.descendants().toList();
        try {
            shell.getOutputStream().close();
            if (shell.waitFor(5, TimeUnit.SECONDS)) {
                return;
            }
        } catch (IOException e) {
            throw new IllegalStateException("Cannot close the guard pipe of " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            family.forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly();
        }
    }
}
