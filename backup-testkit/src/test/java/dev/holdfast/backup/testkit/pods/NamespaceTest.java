package dev.holdfast.backup.testkit.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.backup.testkit.pods.ContainerPlan.Mount;
import dev.holdfast.backup.testkit.pods.ContainerPlan.RunAs;
import dev.holdfast.backup.testkit.pods.ContainerProcessTest.Outcome;
import dev.holdfast.backup.testkit.pods.ContainerProcessTest.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamespaceTest {
    @TempDir
    Path work;

    @Test
    void resolvesServiceNamesThroughItsOwnHostsFile() throws Exception {
        assertThat(run("getent hosts db.tenant-a.svc").log()).startsWith("127.0.0.9");
    }

    @Test
    void hasAPrivateTmp() throws Exception {
        Outcome outcome = run("ls -A /tmp; echo x > /tmp/private-file; ls /tmp; ls -A /var/tmp");

        assertThat(outcome.log()).isEqualTo("private-file\n");
        assertThat(Path.of("/tmp/private-file")).doesNotExist();
    }

    @Test
    void canWriteNewEntriesIntoTheRootDirectory() throws Exception {
        assertThat(run("mkdir /holdfast-test && echo ok > /holdfast-test/f && cat /holdfast-test/f")
                        .log())
                .isEqualTo("ok\n");
        assertThat(Path.of("/holdfast-test")).doesNotExist();
    }

    @Test
    void hidesOtherProcesses() throws Exception {
        long own = ProcessHandle.current().pid();

        assertThat(run("[ -e /proc/" + own + " ] || echo hidden; ls /proc | grep -c '^[0-9]'")
                        .log())
                .matches("hidden\n[0-9]\n");
    }

    @Test
    void reachesMountsBelowSymbolicLinksOfTheHost() throws Exception {
        assumeTrue(Files.isSymbolicLink(Path.of("/var/run")), "needs a host whose /var/run is a link");
        Path data = Files.createDirectory(work.resolve("data"));
        Files.writeString(data.resolve("token"), "t");

        assertThat(run(mounted("cat /var/run/secrets/app/token", "/var/run/secrets/app", true))
                        .log())
                .isEqualTo("t");
    }

    @Test
    void refusesWritesToReadOnlyMounts() throws Exception {
        Files.createDirectory(work.resolve("data"));

        Outcome outcome = run(mounted("echo x > /etc/holdfast-app/f", "/etc/holdfast-app", true));

        assertThat(outcome.exitCode()).isNotZero();
        assertThat(outcome.log()).contains("Read-only");
    }

    @Test
    void appliesTheUserOfTheSecurityContextAndStillTakesItsTerminationMessage() throws Exception {
        assumeTrue(Run.tools(Isolation.NAMESPACES).privileged(), "needs the real root");
        ContainerPlan plan = new ContainerPlan(
                LocalImage.host(),
                List.of("/bin/sh", "-c", "id -u; id -g; id -u > /dev/termination-log; touch /tmp/mine"),
                Map.of(),
                Optional.empty(),
                List.of(),
                "/dev/termination-log",
                Optional.of(new RunAs(1234, 5678)));

        Outcome outcome = run(plan);

        assertThat(outcome).isEqualTo(new Outcome(0, "1234\n5678\n", "1234\n"));
    }

    private static ContainerPlan mounted(String script, String path, boolean readOnly) {
        return new ContainerPlan(
                LocalImage.host(),
                List.of("/bin/sh", "-c", script),
                Map.of(),
                Optional.empty(),
                List.of(new Mount("data", path, "", readOnly)),
                "/dev/termination-log",
                Optional.empty());
    }

    private Outcome run(String script) throws Exception {
        return run(ContainerProcessTest.plan(script));
    }

    private Outcome run(ContainerPlan plan) throws Exception {
        return Run.start(Isolation.NAMESPACES, plan, Files.createTempDirectory(work, "container"), work)
                .finish();
    }
}
