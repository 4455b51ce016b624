package dev.holdfast.backup.testkit.pods;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.backup.testkit.pods.ContainerPlan.Mount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContainerProcessTest {
    private static final String TERMINATION_LOG = "/dev/termination-log";

    @TempDir
    Path work;

    @ParameterizedTest
    @EnumSource(names = {"NAMESPACES", "REWRITE"})
    void endsWithTheExitCodeOfTheMainProcess(Isolation isolation) throws Exception {
        assertThat(run(isolation, plan("echo hello; exit 7")).exitCode()).isEqualTo(7);
        assertThat(run(isolation, plan("echo hello; exit 7")).log()).isEqualTo("hello\n");
    }

    @ParameterizedTest
    @EnumSource(names = {"NAMESPACES", "REWRITE"})
    void tellsADeathBySignalAs128AndItsNumber(Isolation isolation) throws Exception {
        assertThat(run(isolation, plan("kill -KILL $$")).exitCode()).isEqualTo(137);
    }

    @ParameterizedTest
    @EnumSource(names = {"NAMESPACES", "REWRITE"})
    void givesTheTerminationLogToTheProcess(Isolation isolation) throws Exception {
        assertThat(run(isolation, plan("echo result > " + TERMINATION_LOG)).message())
                .isEqualTo("result\n");
    }

    @ParameterizedTest
    @EnumSource(names = {"NAMESPACES", "REWRITE"})
    void mountsVolumesAtPathsThatTheHostDoesNotHave(Isolation isolation) throws Exception {
        Path data = Files.createDirectory(work.resolve("data"));
        Path nested = Files.createDirectory(work.resolve("nested"));
        Files.writeString(nested.resolve("key"), "deep");
        ContainerPlan plan = new ContainerPlan(
                LocalImage.host(),
                List.of(
                        "/bin/sh",
                        "-c",
                        "cat /var/lib/holdfast-app/sub/key > /var/lib/holdfast-app/copy; pwd; ls $DIR"),
                Map.of("DIR", "/var/lib/holdfast-app"),
                Optional.of("/var/lib/holdfast-app"),
                List.of(
                        new Mount("nested", "/var/lib/holdfast-app/sub", "", true),
                        new Mount("data", "/var/lib/holdfast-app", "", false)),
                TERMINATION_LOG,
                Optional.empty());

        Outcome outcome = run(isolation, plan);

        assertThat(outcome.exitCode()).as(outcome.log()).isZero();
        assertThat(data.resolve("copy")).hasContent("deep");
        assertThat(outcome.log()).contains("/var/lib/holdfast-app").contains("copy\nsub");
        assertThat(Path.of("/var/lib/holdfast-app")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource(names = {"NAMESPACES", "REWRITE"})
    void inheritsNothingFromTheRunnersEnvironment(Isolation isolation) throws Exception {
        Outcome outcome = run(isolation, plan("env | cut -d= -f1 | sort | tr '\\n' ' '"));

        assertThat(outcome.log().split(" "))
                .isSubsetOf("HOLDFAST_ROOT", "HOME", "OLDPWD", "PATH", "PWD", "TMPDIR", "_", "SHLVL");
        assertThat(outcome.log()).contains("HOME", "PATH", "TMPDIR");
    }

    @ParameterizedTest
    @EnumSource(names = {"NAMESPACES", "REWRITE"})
    void findsTheImagesOwnExecutables(Isolation isolation) throws Exception {
        Path tool = Files.writeString(work.resolve("real-tool"), "#!/bin/sh\necho tool \"$@\"\n");
        Path bin = Files.createDirectory(work.resolve("bin-directory"));
        Path other = Files.writeString(bin.resolve("other"), "#!/bin/sh\necho other\n");
        PodDirectory.permit(tool, 0755);
        PodDirectory.permit(other, 0755);
        LocalImage image = LocalImage.host()
                .withExecutable("nats", tool)
                .withExecutable("/opt/app/bin/tool", tool)
                .withDirectory(bin);

        Outcome outcome = run(isolation, plan(image, "nats backup; other; /opt/app/bin/tool x"));

        assertThat(outcome.log()).isEqualTo("tool backup\nother\ntool x\n");
    }

    @ParameterizedTest
    @EnumSource(names = {"NAMESPACES", "REWRITE"})
    void letsTheMainProcessHandleSigterm(Isolation isolation) throws Exception {
        Run run = start(isolation, plan("trap 'echo bye; exit 3' TERM; echo up; sleep 60 & wait"));
        run.awaitLog("up");

        run.started().process().terminate();

        assertThat(run.finish().exitCode()).isEqualTo(3);
        assertThat(run.finish().log()).isEqualTo("up\nbye\n");
    }

    @ParameterizedTest
    @EnumSource(names = {"NAMESPACES", "REWRITE"})
    void killsBackgroundProcessesWithTheContainer(Isolation isolation) throws Exception {
        String mark = "61" + Math.abs(work.hashCode() % 1_000_000);
        Run run = start(isolation, plan("sleep " + mark + " & echo up; wait"));
        run.awaitLog("up");
        assertThat(sleepers(mark)).isPositive();

        run.started().process().kill();

        assertThat(run.finish().exitCode()).isEqualTo(137);
        KubeletFixture.patiently()
                .untilAsserted(() -> assertThat(sleepers(mark)).isZero());
    }

    static long sleepers(String mark) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").endsWith("sleep " + mark))
                .count();
    }

    static ContainerPlan plan(String script) {
        return plan(LocalImage.host(), script);
    }

    static ContainerPlan plan(LocalImage image, String script) {
        return new ContainerPlan(
                image,
                List.of("/bin/sh", "-c", script),
                Map.of(),
                Optional.empty(),
                List.of(),
                TERMINATION_LOG,
                Optional.empty());
    }

    private Outcome run(Isolation isolation, ContainerPlan plan) throws Exception {
        return start(isolation, plan).finish();
    }

    private Run start(Isolation isolation, ContainerPlan plan) throws Exception {
        return Run.start(isolation, plan, Files.createTempDirectory(work, "container"), work);
    }

    record Outcome(int exitCode, String log, String message) {}

    record Run(ContainerStarter starter, ContainerStarter.Started started) {
        static Run start(Isolation isolation, ContainerPlan plan, Path directory, Path work) {
            HostTools tools = tools(isolation);
            ContainerStarter starter =
                    new ContainerStarter(tools, new HostsTable(Map.of("db.tenant-a.svc", "127.0.0.9")));
            Map<String, Path> volumes = Map.of("data", work.resolve("data"), "nested", work.resolve("nested"));
            return new Run(starter, starter.start(plan, "pod", directory, volumes, 0));
        }

        static HostTools tools(Isolation isolation) {
            try {
                return HostTools.detect(isolation);
            } catch (IllegalStateException e) {
                assumeTrue(false, "this machine has no namespaces: " + e.getMessage());
                throw e;
            }
        }

        void awaitLog(String text) {
            KubeletFixture.patiently()
                    .until(() -> ContainerProcess.text(started.log()).contains(text));
        }

        Outcome finish() throws Exception {
            int exitCode = started.process().exit().get(60, SECONDS);
            starter.close();
            return new Outcome(
                    exitCode, ContainerProcess.text(started.log()), ContainerProcess.text(started.terminationLog()));
        }
    }
}
