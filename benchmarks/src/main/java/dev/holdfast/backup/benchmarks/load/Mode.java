package dev.holdfast.backup.benchmarks.load;

import java.util.List;

/** What is measured. */
enum Mode {
    /** The six writes of a run and nothing else. */
    BARE("bare loop", List.of("bare")),
    /** The four writes without which there is no run. */
    TERSE("bare loop without events", List.of("bare", "--without-events")),
    /** The engine. */
    ENGINE("engine", List.of("engine"));

    private final String title;
    private final List<String> command;

    Mode(String title, List<String> command) {
        this.title = title;
        this.command = command;
    }

    String title() {
        return title;
    }

    List<String> command() {
        return command;
    }
}
