package dev.holdfast.backup.testkit.pods;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrphanTest {
    @TempDir
    Path work;

    @ParameterizedTest
    @CsvSource({"NAMESPACES, 71017", "REWRITE, 71018"})
    void containersDieWithAJvmThatIsKilled(Isolation isolation, String mark) throws Exception {
        ContainerProcessTest.Run.tools(isolation);
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Host.class.getName(),
                        isolation.name(),
                        work.toString(),
                        mark)
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("jvm.log").toFile())
                .start();
        KubeletFixture.patiently().untilAsserted(() -> assertThat(ContainerProcessTest.sleepers(mark))
                .as(ContainerProcess.text(work.resolve("jvm.log")))
                .isPositive());

        jvm.destroyForcibly().waitFor();

        KubeletFixture.patiently().untilAsserted(() -> assertThat(ContainerProcessTest.sleepers(mark))
                .isZero());
    }

    /** The program of the JVM that gets killed: one container that sleeps in the background. */
    static final class Host {
        private Host() {}

        public static void main(String[] args) throws Exception {
            HostTools tools = HostTools.detect(Isolation.valueOf(args[0]));
            try (ContainerStarter starter = new ContainerStarter(tools, HostsTable.empty())) {
                Path directory = Files.createDirectory(Path.of(args[1], "container"));
                ContainerPlan plan = ContainerProcessTest.plan("sleep " + args[2] + " & wait");
                starter.start(plan, "pod", directory, Map.of(), 0);
                new CountDownLatch(1).await();
            }
        }
    }
}
