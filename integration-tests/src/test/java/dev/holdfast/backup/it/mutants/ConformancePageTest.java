package dev.holdfast.backup.it.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.testkit.conformance.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The page of the conformance kit shows the rules, the mutants and what the contract refuses, as they are. Run with {@code
 * -Dpages.write=true} to have it written.
 */
class ConformancePageTest {

    private static final Path PAGE = Path.of("../docs/conformance.md");
    private static final String BEGIN = "<!-- generated: ";
    private static final String END = "<!-- end -->";

    @Test
    void isCurrent() throws IOException {
        String page = Files.readString(PAGE);
        String current = page;
        current = with(current, "rules", rules());
        current = with(current, "mutants", mutants());
        current = with(current, "refusals", refusals());
        if (Boolean.getBoolean("pages.write")) {
            Files.writeString(PAGE, current);
        } else {
            assertThat(page)
                    .as("docs/conformance.md; have it written with -Dtest=ConformancePageTest -Dpages.write=true")
                    .isEqualTo(current);
        }
    }

    private static String with(String page, String part, String table) {
        String begin = BEGIN + part + " -->\n";
        int from = page.indexOf(begin) + begin.length();
        assertThat(from).as("the page has a part '" + part + "'").isGreaterThan(begin.length());
        return page.substring(0, from) + table + page.substring(page.indexOf(END, from));
    }

    private static String rules() {
        return "| rule | what must hold |\n| --- | --- |\n"
                + Arrays.stream(Rule.values())
                        .map(r -> "| `" + r + "` | " + r.words() + " |\n")
                        .collect(Collectors.joining());
    }

    private static String mutants() {
        return "| mutant | mistake | killed by | rule | |\n| --- | --- | --- | --- | --- |\n"
                + MutantsTest.mutants().stream()
                        .map(m -> "| " + m.name() + " | " + m.mistake() + " | `" + m.killedBy() + "` | `" + m.rule()
                                + "` | killed |\n")
                        .collect(Collectors.joining());
    }

    private static String refusals() {
        return "| mistake | refused with |\n| --- | --- |\n"
                + RefusedByContractTest.refusals().stream()
                        .map(r -> "| " + r.mistake() + " | " + r.refusedWith() + " |\n")
                        .collect(Collectors.joining());
    }
}
