package dev.holdfast.backup.samples.host.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.backup.samples.host.Commands;
import dev.holdfast.backup.samples.host.Commands.Result;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock("demo") // Two at a time are slow, not wrong.
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class DemoCommandTest {

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void bringsBackEveryRowInPlaceInACopyAndFromTheOlderBackup(@TempDir Path directory) throws Exception {
        Path report = directory.resolve("report.json");

        Result result = Commands.run("demo", "--chapter", "first", "--report", report.toString());

        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        JsonNode json = new ObjectMapper().readTree(report.toFile());
        assertThat(json.path("ok").asBoolean()).isTrue();
        assertThat(json.path("runs").findValuesAsText("name"))
                .containsExactly(
                        "orders-first", "restore-in-place", "restore-to-copy", "orders-second", "restore-first");
        for (JsonNode run : json.path("runs")) {
            assertThat(run.path("phase").asText()).isEqualTo("Succeeded");
            assertThat(run.path("artifact").asText()).startsWith("s3://backups/tenant-demo/orders/");
            assertThat(run.path("sizeBytes").asLong()).isPositive();
            assertThat(run.path("checksum").asText()).startsWith("sha256:");
            assertThat(run.path("digestFound").asText())
                    .isEqualTo(run.path("digestExpected").asText());
        }
        assertThat(json.at("/runs/4/artifact")).isEqualTo(json.at("/runs/0/artifact"));
        assertThat(json.at("/runs/3/digestFound")).isNotEqualTo(json.at("/runs/4/digestFound"));
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void anotherEngineFinishesWhatAKilledOneHadTakenApart(@TempDir Path directory) throws Exception {
        Path report = directory.resolve("report.json");

        Result result = Commands.run("demo", "--chapter", "interrupted", "--report", report.toString());

        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        JsonNode json = new ObjectMapper().readTree(report.toFile());
        assertThat(json.path("ok").asBoolean()).isTrue();
        assertThat(json.path("runs").findValuesAsText("name")).containsExactly("vault-first", "vault-rebuild");
        assertThat(json.at("/runs/1/rowsFound").asInt()).isEqualTo(50);
        assertThat(json.at("/runs/1/digestFound")).isEqualTo(json.at("/runs/0/digestExpected"));
    }

    @Test
    void theChaptersAreListedAndAnUnknownOneIsRefused() {
        assertThat(Commands.run("demo", "--list").out()).contains("first").contains("interrupted");

        Result unknown = Commands.run("demo", "--chapter", "last");

        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("there is no chapter 'last'; there are first, interrupted");
    }
}
