package dev.holdfast.backup.samples.host.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.backup.samples.host.RunningProgram;
import dev.holdfast.backup.testkit.s3.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactCommandTest {

    private static final String URI = "s3://backups/tenant/db.sql";

    @TempDir
    private Path directory = Path.of("");

    private record Ended(int exitCode, String output) {}

    @Test
    void bringsBackWhatItSentAndSaysWhatItWas() throws Exception {
        try (S3Server store = S3Server.start(S3Server.Options.in(directory.resolve("store")))) {
            store.createBucket("backups");
            Path source = Files.writeString(directory.resolve("source"), "rows and rows");
            Path result = directory.resolve("result");
            Path target = directory.resolve("target");

            assertThat(artifact(store, "put", source.toString(), URI, "--result", result.toString()))
                    .isEqualTo(new Ended(0, ""));
            assertThat(artifact(store, "get", URI, target.toString())).isEqualTo(new Ended(0, ""));

            assertThat(target).hasContent("rows and rows");
            JsonNode told = new ObjectMapper().readTree(result.toFile());
            assertThat(told.path("kind").asText()).isEqualTo("RunResult");
            assertThat(told.at("/artifact/uri").asText()).isEqualTo(URI);
            assertThat(told.at("/artifact/sizeBytes").asLong()).isEqualTo(13);
            assertThat(told.at("/artifact/checksum").asText()).matches("sha256:[0-9a-f]{64}");
        }
    }

    @Test
    void writesToStandardOutput() throws Exception {
        try (S3Server store = S3Server.start(S3Server.Options.in(directory.resolve("store")))) {
            store.createBucket("backups");
            Path source = Files.writeString(directory.resolve("source"), "rows and rows");

            artifact(store, "put", source.toString(), URI);

            assertThat(artifact(store, "get", URI, "-")).isEqualTo(new Ended(0, "rows and rows"));
        }
    }

    @Test
    void failsWithOneLineAndLeavesNoFileWhenTheObjectIsMissing() throws Exception {
        try (S3Server store = S3Server.start(S3Server.Options.in(directory.resolve("store")))) {
            store.createBucket("backups");
            Path target = directory.resolve("target");

            Ended ended = artifact(store, "get", URI, target.toString());

            assertThat(ended.exitCode()).isEqualTo(1);
            assertThat(ended.output()).startsWith("error: ").hasLineCount(1).doesNotContain(store.secretKey());
            assertThat(target).doesNotExist();
        }
    }

    private static Ended artifact(S3Server store, String... arguments) throws IOException, InterruptedException {
        Map<String, String> environment = Map.of(
                "S3_ENDPOINT", store.endpoint(),
                "AWS_ACCESS_KEY_ID", store.accessKey(),
                "AWS_SECRET_ACCESS_KEY", store.secretKey());
        List<String> words = new ArrayList<>(List.of("artifact"));
        words.addAll(List.of(arguments));
        try (RunningProgram program = RunningProgram.start(environment, words.toArray(String[]::new))) {
            String output = program.rest();
            return new Ended(program.exitCode(), output);
        }
    }
}
