package dev.holdfast.backup.testkit.api;

import java.util.List;

/** The part of a log that was asked for: {@code tailLines} and {@code limitBytes}. */
final class LogWindow {

    private LogWindow() {}

    static String of(String text, RequestInfo info) {
        String tail = info.parameter("tailLines");
        String limit = info.parameter("limitBytes");
        String shown = tail.isEmpty() ? text : lastLines(text, Integer.parseInt(tail));
        return limit.isEmpty() ? shown : shown.substring(0, Math.min(shown.length(), Integer.parseInt(limit)));
    }

    private static String lastLines(String text, int count) {
        List<String> lines = text.lines().toList();
        String end = text.endsWith("\n") ? "\n" : "";
        List<String> kept = lines.subList(Math.max(0, lines.size() - count), lines.size());
        return kept.isEmpty() ? "" : String.join("\n", kept) + end;
    }
}
