package dev.holdfast.backup.samples.host.operate;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How a command prints what it has found: as text for people, or as JSON for programs. */
final class OutputOption {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES} for programs; text for people without it.")
    private Optional<Format> format = Optional.empty();

    @Spec(Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    /** What programs can read. */
    enum Format {
        /** One document. */
        json
    }

    boolean isJson() {
        return format.isPresent();
    }

    PrintWriter out() {
        return command.commandLine().getOut();
    }

    /** Where lines go that tell how it is going: not into a document. */
    PrintWriter progress() {
        return isJson() ? command.commandLine().getErr() : out();
    }

    void print(Supplier<JsonNode> json, Supplier<List<String>> text) {
        if (isJson()) {
            out().println(json.get().toPrettyString());
        } else {
            text.get().forEach(out()::println);
        }
        out().flush();
    }
}
