package dev.holdfast.backup.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of matrices names tests that are there. */
class RestoreMatricesTest {

    private static final Path SOURCES = Path.of("src/test/java");
    private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z]*(?:Test|Contract))(?:\\.([a-z][A-Za-z]*))?`");

    private static Optional<String> source(String name) {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(f -> f.getFileName().toString().equals(name + ".java"))
                    .findFirst()
                    .map(RestoreMatricesTest::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyTestThatIsNamedExists() {
        Matcher named = NAMED.matcher(read(Path.of("../docs/restore-matrices.md")));
        List<String> missing = new ArrayList<>();
        int found = 0;
        while (named.find()) {
            found++;
            boolean there = source(named.group(1))
                    .filter(s -> named.group(2) == null || s.contains(" " + named.group(2) + "("))
                    .isPresent();
            if (!there) {
                missing.add(named.group());
            }
        }

        assertThat(missing).isEmpty();
        assertThat(found).isGreaterThan(15);
    }
}
