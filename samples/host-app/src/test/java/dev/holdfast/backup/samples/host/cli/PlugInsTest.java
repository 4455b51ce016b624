package dev.holdfast.backup.samples.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.samples.host.Commands;
import dev.holdfast.backup.samples.host.Commands.Result;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drivers that this program was not built with, compiled and packed on the spot. */
class PlugInsTest {

    private static final String SERVICE = "META-INF/services/dev.holdfast.backup.spi.BackupDriver";

    @TempDir
    Path directory;

    /** A jar with a driver for a strategy kind; its class has the same name in all of them. */
    private void driver(Path jar, String kind, String group) throws IOException {
        Path source = Files.createTempDirectory(directory, "source").resolve("Theirs.java");
        Files.writeString(
                source,
                """
                package theirs;
                import dev.holdfast.backup.spi.*;
                public final class Theirs implements BackupDriver {
                    public record Spec() {}
                    public DriverDescriptor descriptor() {
                        return DriverDescriptor.of("%s", "%s", Spec.class).uses("theirs.example.org/v1/%s", "get");
                    }
                }
                """
                        .formatted(group, kind, kind));
        Path classes = source.resolveSibling("classes");
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "-d",
                        classes.toString(),
                        source.toString());
        assertThat(result).isZero();
        jar(
                jar,
                Map.of(
                        "theirs/Theirs.class",
                        Files.readAllBytes(classes.resolve("theirs/Theirs.class")),
                        "theirs/Theirs$Spec.class",
                        Files.readAllBytes(classes.resolve("theirs/Theirs$Spec.class")),
                        SERVICE,
                        "theirs.Theirs".getBytes(StandardCharsets.UTF_8)));
    }

    private static void jar(Path jar, Map<String, byte[]> entries) throws IOException {
        Files.createDirectories(jar.getParent());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
    }

    private Result rbac(Path drivers) {
        return Commands.run("rbac", "--drivers", drivers.toString());
    }

    @Test
    void driversOfJarsAndOfDirectoriesOfJarsAreLoadedBesideTheOwn() throws IOException {
        Path plugIns = directory.resolve("plug-ins");
        driver(plugIns.resolve("one.jar"), "One", "one.example.org");
        driver(plugIns.resolve("two/driver.jar"), "Ring", "two.example.org");

        Result result = rbac(plugIns);

        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("holdfast:driver:ones.one.example.org")
                .contains("holdfast:driver:rings.two.example.org")
                .contains("holdfast:driver:jobs.strategy.backups.cozystack.io");
    }

    @Test
    void twoPlugInsMayHaveClassesOfTheSameName() throws IOException {
        Path plugIns = directory.resolve("plug-ins");
        driver(plugIns.resolve("one.jar"), "One", "one.example.org");
        driver(plugIns.resolve("two.jar"), "Two", "two.example.org");

        assertThat(PlugIns.drivers(plugIns))
                .extracting(driver -> driver.descriptor().strategyType().toString())
                .containsExactly("one.example.org/One", "two.example.org/Two");
    }

    @Test
    void twoDriversForOneKindAreRefusedWithBothJars() throws IOException {
        Path plugIns = directory.resolve("plug-ins");
        driver(plugIns.resolve("one.jar"), "Job", "strategy.backups.cozystack.io");

        Result result = rbac(plugIns);

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .contains("strategy.backups.cozystack.io/Job", "one.jar", "JobDriver")
                .hasLineCount(1);
    }

    @Test
    void aDirectoryThatIsMissingOrEmptyIsAWrongCall() throws IOException {
        Path empty = Files.createDirectories(directory.resolve("empty"));

        assertThat(rbac(empty).exitCode()).isEqualTo(2);
        assertThat(rbac(empty).err()).contains(empty.toString()).hasLineCount(1);
        assertThat(rbac(directory.resolve("missing")).exitCode()).isEqualTo(2);
        assertThat(rbac(directory.resolve("missing")).err()).contains("missing").hasLineCount(1);
    }

    @Test
    void aJarWithoutADriverOrWithABrokenOneIsNamed() throws IOException {
        Path none = directory.resolve("none");
        jar(none.resolve("library.jar"), Map.of("readme", new byte[0]));
        Path broken = directory.resolve("broken");
        jar(broken.resolve("driver.jar"), Map.of(SERVICE, "theirs.Missing".getBytes(StandardCharsets.UTF_8)));

        assertThat(rbac(none).exitCode()).isEqualTo(1);
        assertThat(rbac(none).err())
                .contains("library.jar", "META-INF/services")
                .hasLineCount(1);
        assertThat(rbac(broken).exitCode()).isEqualTo(1);
        assertThat(rbac(broken).err()).contains("driver.jar", "theirs.Missing").hasLineCount(1);
    }
}
