package dev.holdfast.backup.samples.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** This program in a process of its own. */
public final class RunningProgram implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;

    private RunningProgram(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    /** Starts it with more environment variables. */
    public static RunningProgram start(Map<String, String> environment, String... arguments) throws IOException {
        String classPath = Optional.ofNullable(System.getProperty("surefire.test.class.path"))
                .orElseGet(() -> System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                classPath,
                HostApp.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new RunningProgram(builder.start());
    }

    /** The next line of its output; empty at the end. */
    public Optional<String> line() throws IOException {
        return Optional.ofNullable(output.readLine());
    }

    /** What is left of its output, once it has ended. */
    public String rest() {
        return String.join("\n", output.lines().toList());
    }

    /** Sends SIGTERM. */
    public void terminate() {
        // Unlike the process itself, its handle leaves the output to be read.
        process.toHandle().destroy();
    }

    /** Waits for the end; -1 if it does not come within 30 seconds. */
    public int exitCode() throws InterruptedException {
        return process.waitFor(30, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
