package dev.holdfast.backup.testkit.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GuardedProcessTest {

    private static final Path HERE = Path.of(".");
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void tellsWhatTheReadyLineHolds() {
        List<String> command = List.of("/bin/sh", "-c", "echo port 4711 is open; exec sleep 600");
        try (GuardedProcess process = GuardedProcess.start(command, HERE, Pattern.compile("port (\\d+)"), SOON)) {
            assertThat(process.readyLine().group(1)).isEqualTo("4711");
            assertThat(process.isAlive()).isTrue();
        }
    }

    @Test
    void repeatsTheLastLinesOfAServerThatEndsEarly() {
        List<String> command = List.of("/bin/sh", "-c", "echo no room left >&2; exit 3");

        assertThatThrownBy(() -> GuardedProcess.start(command, HERE, Pattern.compile("ready"), SOON))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no room left");
    }

    @Test
    void killsAServerThatIgnoresTheRequestToEnd() {
        List<String> command = List.of("/bin/sh", "-c", "trap '' TERM; echo ready; sleep 600");
        GuardedProcess process = GuardedProcess.start(command, HERE, Pattern.compile("ready"), SOON);

        process.stop(Duration.ofMillis(100));

        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void doesNotOutliveAJvmThatIsKilled() throws Exception {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Starter.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long pid = firstNumberOf(jvm);
        Optional<ProcessHandle> server = ProcessHandle.of(pid);
        assertThat(server).isPresent();

        jvm.destroyForcibly().waitFor();

        server.get().onExit().get(SOON.toSeconds(), TimeUnit.SECONDS);
        assertThat(server.get().isAlive()).isFalse();
    }

    private static long firstNumberOf(Process jvm) throws IOException {
        try (BufferedReader output = jvm.inputReader(StandardCharsets.UTF_8)) {
            return Long.parseLong(output.readLine());
        }
    }

    /** Starts a server, tells its process id and stays. */
    static final class Starter {
        public static void main(String[] arguments) throws InterruptedException {
            GuardedProcess server = GuardedProcess.start(
                    List.of("/bin/sh", "-c", "echo ready; exec sleep 600"), HERE, Pattern.compile("ready"), SOON);
            System.out.println(server.pid());
            Thread.currentThread().join();
        }
    }
}
