package dev.holdfast.backup.samples.host.demo;

import java.util.List;
import java.util.Locale;

/** What the demo found, for people. Pure. */
final class Table {

    private static final String FORMAT = "%-24s %-11s %-10s %10s %7s  %s%n";

    private Table() {}

    static String of(Report report) {
        StringBuilder text = new StringBuilder();
        text.append(row("RUN", "KIND", "PHASE", "BYTES", "SECONDS", "DATA"));
        for (Report.Line line : report.runs()) {
            text.append(row(
                    line.name(),
                    line.kind(),
                    line.phase(),
                    Long.toString(line.sizeBytes()),
                    String.format(Locale.ROOT, "%.1f", line.seconds()),
                    data(line)));
        }
        return text.toString();
    }

    /** What differed, a line each; empty if nothing did. */
    static List<String> differences(Report report) {
        return report.runs().stream()
                .filter(line -> !line.same())
                .map(line ->
                        line.kind() + " " + line.name() + ": expected " + line.rowsExpected() + " rows with digest "
                                + line.digestExpected() + ", found " + line.rowsFound() + " rows with digest "
                                + line.digestFound())
                .toList();
    }

    private static String data(Report.Line line) {
        return line.same()
                ? line.rowsFound() + " rows, same digest"
                : "DIFFERS: " + line.rowsFound() + " of " + line.rowsExpected() + " rows";
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, FORMAT, cells);
    }
}
