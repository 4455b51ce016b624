package dev.holdfast.backup.samples.host.operate;

import dev.holdfast.backup.engine.report.BackupSummary;
import dev.holdfast.backup.engine.report.Debt;
import dev.holdfast.backup.engine.report.JobState;
import dev.holdfast.backup.engine.report.Leftovers;
import dev.holdfast.backup.engine.report.OpenRun;
import dev.holdfast.backup.samples.host.cli.Columns;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** What the engine answers as lines for people. Pure. */
final class Texts {

    private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB"};
    private static final int KILO = 1024;

    private Texts() {}

    /** A line of columns for each run, and below it what it holds and waits for. */
    static List<String> runs(List<OpenRun> runs) {
        Columns columns = new Columns("RUN", "STATE", "STAGE", "SINCE", "UNTIL", "DANGER");
        runs.forEach(run -> columns.row(
                owner(run),
                run.standing().word(),
                run.stage(),
                time(run.since()),
                run.deadline().map(Texts::time).orElse(""),
                run.inDanger() ? "yes" : "no"));
        List<String> heads = columns.lines();
        List<String> lines = new ArrayList<>(List.of(heads.get(0)));
        for (int i = 0; i < runs.size(); i++) {
            lines.add(heads.get(i + 1));
            lines.addAll(details(runs.get(i)));
        }
        return lines;
    }

    private static String owner(OpenRun run) {
        return run.owner() + (run.ownerGone() ? " (gone)" : "");
    }

    private static List<String> details(OpenRun run) {
        List<String> lines = new ArrayList<>();
        run.target().ifPresent(t -> lines.add(detail(run.operation().toLowerCase(Locale.ROOT) + " of", t.toString())));
        if (!run.locks().isEmpty()) {
            lines.add(detail("locks", String.join(", ", run.locks())));
        }
        run.suspended().forEach(s -> lines.add(detail("suspends", s + ": " + s.why())));
        run.journal().ifPresent(j -> lines.add(detail("journal", j)));
        if (!run.reason().isEmpty()) {
            lines.add(detail("told", told(run.reason(), run.message())));
        }
        return lines;
    }

    private static String told(String reason, String message) {
        return message.isEmpty() ? reason : reason + ": " + message;
    }

    private static String detail(String name, String text) {
        return String.format(Locale.ROOT, "  %-11s %s", name, text.replaceAll("\\s*\\R\\s*", "; "));
    }

    /** What a run owes. */
    static List<String> debt(Debt debt) {
        List<String> lines = new ArrayList<>(runs(List.of(debt.run())));
        debt.run()
                .suspended()
                .forEach(s ->
                        lines.add(detail("gives back", s + ": " + s.previous().orElse("nothing, as it had no value"))));
        debt.captured().forEach(c -> lines.add(detail("captured", c.object() + ", " + c.fate())));
        debt.made().forEach(m -> lines.add(detail("made", m.toString())));
        lines.add("How to go on:");
        debt.ways().forEach(way -> lines.add("  - " + way));
        return lines;
    }

    /** A line for each Backup. */
    static List<String> backups(List<BackupSummary> backups) {
        Columns columns =
                new Columns("NAMESPACE", "NAME", "APPLICATION", "TAKEN", "SIZE", "PHASE", "PRESENT", "VERIFIED");
        backups.forEach(b -> columns.row(
                b.backup().namespace(),
                b.backup().name(),
                b.application().kind() + "/" + b.application().name(),
                time(b.takenAt()),
                size(b.sizeBytes()),
                b.phase(),
                b.present(),
                b.verified()));
        return columns.lines();
    }

    static String size(OptionalLong bytes) {
        if (bytes.isEmpty()) {
            return "";
        }
        double value = bytes.getAsLong();
        if (value < KILO) {
            return bytes.getAsLong() + " B";
        }
        int unit = -1;
        while (value >= KILO && unit < UNITS.length - 1) {
            value /= KILO;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }

    /** How a job stands, in one line. */
    static String state(JobState state) {
        String phase = state.phase().isEmpty() ? "Created" : state.phase();
        return state.job() + ": " + phase
                + (state.reason().isEmpty() ? "" : ", " + told(state.reason(), state.message()))
                        .replaceAll("\\s*\\R\\s*", "; ");
    }

    /** What an engine that is gone leaves behind. */
    static List<String> leftovers(Leftovers leftovers) {
        List<String> lines = new ArrayList<>();
        leftovers.engine().ifPresent(e -> lines.add("alive: engine " + e));
        if (!leftovers.held().isEmpty()) {
            Columns columns = new Columns("OBJECT", "FINALIZERS", "DELETED");
            leftovers
                    .held()
                    .forEach(h -> columns.row(
                            h.object().toString(), String.join(", ", h.finalizers()), h.deleting() ? "yes" : "no"));
            lines.addAll(columns.lines());
        }
        if (!leftovers.journals().isEmpty()) {
            lines.addAll(runs(leftovers.journals()));
        }
        return lines;
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
