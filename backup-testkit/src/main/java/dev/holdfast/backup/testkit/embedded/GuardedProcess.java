package dev.holdfast.backup.testkit.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server process that says on its output when it is ready, and that never outlives this JVM, even when the JVM is
 * killed: a guard process waits for the end of a pipe that only this JVM holds open. Needs a POSIX shell.
 */
public final class GuardedProcess implements AutoCloseable {

    /** Becomes the server itself, after leaving behind the guard that kills it when standard input ends. */
    private static final String GUARD =
            "exec 3<&0; (cat; kill -9 $$) <&3 >/dev/null 2>&1 & exec 3<&-; exec \"$@\" </dev/null";

    private static final int KEPT_LINES = 40;

    private final Process process;
    private final CompletableFuture<MatchResult> ready = new CompletableFuture<>();
    private final Deque<String> lastLines = new ArrayDeque<>();

    private GuardedProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts a process and waits until a line of its output, or of its error output, holds the pattern.
     *
     * @param command program and arguments
     * @param directory its working directory
     * @param readyLine what the line that announces readiness holds
     * @param within the longest wait
     * @throws IllegalStateException when the process ends or stays silent; the message holds its last lines
     */
    public static GuardedProcess start(List<String> command, Path directory, Pattern readyLine, Duration within) {
        List<String> guarded = new ArrayList<>(List.of("/bin/sh", "-c", GUARD, "guard"));
        guarded.addAll(command);
        try {
            GuardedProcess started = new GuardedProcess(new ProcessBuilder(guarded)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start());
            started.follow(readyLine);
            started.await(command.get(0), within);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command.get(0), e);
        }
    }

    private void follow(Pattern readyLine) {
        Thread reader = new Thread(() -> read(readyLine), "output-of-" + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    private void read(Pattern readyLine) {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                keep(line);
                Matcher matcher = readyLine.matcher(line);
                if (!ready.isDone() && matcher.find()) {
                    ready.complete(matcher.toMatchResult());
                }
            }
            ready.completeExceptionally(new IllegalStateException("it ended"));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }

    private void keep(String line) {
        synchronized (lastLines) {
            lastLines.addLast(line);
            if (lastLines.size() > KEPT_LINES) {
                lastLines.removeFirst();
            }
        }
    }

    private void await(String name, Duration within) {
        boolean up = false;
        try {
            ready.get(within.toMillis(), TimeUnit.MILLISECONDS);
            up = true;
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(
                    name + " did not get ready within " + within + "; its last lines:\n" + output(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + name, e);
        } finally {
            if (!up) {
                process.destroyForcibly();
            }
        }
    }

    /** The groups of the pattern in the line that announced readiness. */
    public MatchResult readyLine() {
        return ready.join();
    }

    /** The last lines of output. */
    public String output() {
        synchronized (lastLines) {
            return String.join("\n", lastLines);
        }
    }

    /** The process id of the server itself. */
    public long pid() {
        return process.pid();
    }

    /** Whether the server runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Asks the server to end, and kills it when it has not ended in time. */
    public void stop(Duration grace) {
        process.destroy();
        if (!endsWithin(grace)) {
            close();
        }
    }

    /** Kills the server and waits until it is gone. */
    @Override
    public void close() {
        process.destroyForcibly();
        endsWithin(Duration.ofSeconds(10));
    }

    private boolean endsWithin(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
