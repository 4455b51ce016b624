package dev.holdfast.backup.samples.host.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.samples.host.access.Access;
import dev.holdfast.backup.samples.host.access.Account;
import dev.holdfast.backup.samples.host.access.Granted;
import dev.holdfast.backup.samples.host.cli.LoadedDrivers;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What the engine really asks of a cluster, against the roles that this program prints for it. */
@ResourceLock("demo") // Two at a time are slow, not wrong.
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class EngineAccessTest {

    private final Access access = Access.of(
            new Account(DemoObjects.ENGINE_NAMESPACE, "holdfast"),
            LoadedDrivers.find().all(),
            List.of(DemoObjects.APPLICATION_GROUP));

    @Test
    void thePrintedRolesAllowWhateverTheEngineDoesInTheDemo() throws Exception {
        DemoFiles files = DemoFiles.prepare();
        try (DemoEnvironment environment = DemoEnvironment.in(files);
                Progress progress = new Progress(new PrintWriter(Writer.nullWriter()), Clock.systemUTC(), false)) {
            DemoEnvironment.Parts parts = environment.start();
            assertThat(new Scenario(parts, progress, Clock.systemUTC()).play().failure())
                    .isEmpty();

            assertThat(Granted.to(access.everywhere(), access.inNamespaces())
                            .missing(parts.api(), DemoEnvironment.ENGINE_USER))
                    .isEmpty();
        } finally {
            files.delete();
        }
    }
}
