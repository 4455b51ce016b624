package dev.holdfast.backup.samples.host.operate;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Who decides something that is recorded. */
final class ByOption {

    @Option(
            names = "--by",
            paramLabel = "WHO",
            description = "Who decides this, for those who ask later (default: your name on this machine).")
    private Optional<String> by = Optional.empty();

    String who() {
        return by.map(String::strip)
                .filter(name -> !name.isEmpty())
                .orElseGet(() -> System.getProperty("user.name", "somebody"));
    }
}
