package dev.holdfast.backup.benchmarks.load;

import dev.holdfast.backup.benchmarks.Benchmarks;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What is measured, in a JVM of its own that ends with this one. Not thread-safe. */
final class Contender implements AutoCloseable {

    /** The memory that the goals grant. */
    static final List<String> JVM = List.of("-Xmx192m", "-XX:+UseSerialGC");

    private static final long END_SECONDS = 30;

    private final Process process;
    private final Path log;

    private Contender(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it and returns once it takes work.
     *
     * @param user whom its requests are made by
     * @param log file that gets what it has to say
     */
    static Contender start(Mode mode, Path kubeconfig, String user, int workers, List<String> jvm, Path log)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Benchmarks.class.getName()));
        command.addAll(mode.command());
        command.addAll(List.of("--kubeconfig", kubeconfig.toString(), "--user", user));
        command.addAll(List.of("--workers", Integer.toString(workers)));
        Process process =
                new ProcessBuilder(command).redirectError(log.toFile()).start();
        Contender contender = new Contender(process, log);
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        if (said.readLine() == null) {
            contender.close();
            throw new IllegalStateException("the " + mode.title() + " did not start: " + contender.said());
        }
        return contender;
    }

    /** @throws IllegalStateException if it has ended */
    void requireAlive() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException("the process that is measured has ended: " + said());
        }
    }

    private String said() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }

    /** CPU time since its start, of all its threads. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The most memory that it ever had resident, in MiB; Linux only. */
    long peakMebibytes() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        return Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException(status + " has no VmHWM"))
                / 1024;
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
