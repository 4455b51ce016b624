package dev.holdfast.backup.samples.host.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.backup.samples.host.cli.CommandFailure;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static Report.Line line(String name, long found, String digest) {
        return new Report.Line(
                name, "RestoreJob", "Succeeded", "s3://b/k", 7, "sha256:1", 1.25, 3, found, "sha256:a", digest);
    }

    @Test
    void isFineWhenRowsAndDigestsAgree() {
        Report report = Report.of(List.of(line("one", 3, "sha256:a")));

        assertThat(report.ok()).isTrue();
        assertThat(Table.differences(report)).isEmpty();
        assertThat(Table.of(report)).contains("one").contains("3 rows, same digest");
    }

    @Test
    void sameNumberOfOtherRowsIsADifference() {
        Report report = Report.of(List.of(line("one", 3, "sha256:a"), line("two", 3, "sha256:b")));

        assertThat(report.ok()).isFalse();
        assertThat(Table.differences(report)).hasSize(1).first().asString().contains("two", "sha256:a", "sha256:b");
    }

    @Test
    void jsonHasEveryFieldOfEveryRun() throws Exception {
        JsonNode json = new ObjectMapper()
                .readTree(Report.of(List.of(line("one", 3, "sha256:a"))).json());

        assertThat(json.path("ok").asBoolean()).isTrue();
        assertThat(json.at("/runs/0").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "name",
                        "kind",
                        "phase",
                        "artifact",
                        "sizeBytes",
                        "checksum",
                        "seconds",
                        "rowsExpected",
                        "rowsFound",
                        "digestExpected",
                        "digestFound");
    }

    @Test
    void otherPlatformsAreRefusedAsWrongUse() {
        assertThatThrownBy(() -> DemoCommand.requirePlatform("Mac OS X", "aarch64"))
                .isInstanceOfSatisfying(
                        CommandFailure.class, e -> assertThat(e.exitCode()).isEqualTo(2))
                .hasMessageContaining("Mac OS X");
    }
}
