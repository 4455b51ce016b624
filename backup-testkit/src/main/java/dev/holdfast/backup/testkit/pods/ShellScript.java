package dev.holdfast.backup.testkit.pods;

import java.util.List;
import java.util.stream.Collectors;

/** Collects lines of a POSIX shell script from words that are quoted for it. */
final class ShellScript {
    private final StringBuilder text = new StringBuilder("#!/bin/sh\n");

    /** A line as it is. */
    ShellScript raw(String line) {
        text.append(line).append('\n');
        return this;
    }

    /** A command whose words are taken literally. */
    ShellScript run(String... words) {
        return raw(quoted(List.of(words)));
    }

    static String quoted(List<String> words) {
        return words.stream().map(ShellScript::quoted).collect(Collectors.joining(" "));
    }

    static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
