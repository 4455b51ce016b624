package dev.holdfast.backup.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the README says can be done. */
class ReadmeTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void theEmbeddingExampleIsTheOneThatCompiles() throws IOException {
        String source = Files.readString(
                ROOT.resolve("integration-tests/src/test/java/dev/holdfast/backup/it/docs/EmbeddingExample.java"));
        String example = source.substring(
                        source.indexOf("// readme:begin") + "// readme:begin".length(), source.indexOf("// readme:end"))
                .stripIndent()
                .strip();
        assertThat(Files.readString(ROOT.resolve("README.md")).replaceAll("(?m)^ +", ""))
                .contains(example.replaceAll("(?m)^ +", ""));
    }

    @Test
    void everyModuleOfTheMapExists() throws IOException {
        Files.readString(ROOT.resolve("README.md"))
                .lines()
                .filter(line -> line.startsWith("| `") && line.contains("/` |"))
                .map(line -> line.substring(3, line.indexOf("/` |")))
                .forEach(folder -> assertThat(ROOT.resolve(folder)).isDirectory());
    }
}
