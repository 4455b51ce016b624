package dev.holdfast.backup.samples.host.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Text in columns that are as wide as their widest cell. Not thread-safe. */
public final class Columns {

    private static final String GAP = "   ";

    private final List<List<String>> rows = new ArrayList<>();

    /** Begins with these titles. */
    public Columns(String... titles) {
        rows.add(List.of(titles));
    }

    /** Adds a row; an empty cell is shown as a dash. */
    public Columns row(String... cells) {
        rows.add(List.of(cells).stream().map(c -> c.isEmpty() ? "-" : c).toList());
        return this;
    }

    /** The lines, the titles first. */
    public List<String> lines() {
        List<Integer> widths = new ArrayList<>(Collections.nCopies(rows.get(0).size(), 0));
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths.set(i, Math.max(widths.get(i), row.get(i).length()));
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            String cell = row.get(i);
            line.append(i == 0 ? "" : GAP).append(cell).append(" ".repeat(widths.get(i) - cell.length()));
        }
        return line.toString().stripTrailing();
    }
}
