package dev.holdfast.backup.samples.host.demo;

import dev.holdfast.backup.api.JobPhase;
import dev.holdfast.backup.samples.host.cli.CommandFailure;
import dev.holdfast.backup.samples.host.demo.OrdersDatabase.Content;
import dev.holdfast.backup.samples.host.demo.Runs.Made;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The story of the demo: what is done to the data, and what is expected to be there afterwards. */
final class Scenario {

    private static final int ROWS = 5_000;
    private static final Made NOTHING = new Made("", "", 0, "");

    private final DemoEnvironment.Parts parts;
    private final Progress progress;
    private final InstantSource clock;
    private final List<Report.Line> lines = new ArrayList<>();

    Scenario(DemoEnvironment.Parts parts, Progress progress, InstantSource clock) {
        this.parts = parts;
        this.progress = progress;
        this.clock = clock;
    }

    /**
     * How it went.
     *
     * @param report what was found
     * @param failure why the story was not told to its end; empty if it was
     */
    record Outcome(Report report, Optional<String> failure) {

        static Outcome none() {
            return new Outcome(Report.of(List.of()), Optional.empty());
        }

        /** Both, one after the other. */
        Outcome and(Outcome next) {
            List<Report.Line> all = new ArrayList<>(report.runs());
            all.addAll(next.report().runs());
            return new Outcome(new Report(all, report.ok() && next.report().ok()), failure.or(next::failure));
        }
    }

    Outcome play() {
        try {
            story();
            return new Outcome(Report.of(lines), Optional.empty());
        } catch (CommandFailure e) {
            return new Outcome(new Report(lines, false), Optional.ofNullable(e.getMessage()));
        }
    }

    private void story() {
        OrdersDatabase orders = parts.original();
        Content first = progress.step(
                "write rows",
                () -> {
                    orders.fill(ROWS);
                    return orders.content();
                },
                Scenario::describe);
        Made backup = backUp("orders-first", first);
        progress.step("destroy the data", orders::destroy);
        restore("restore in place", "restore-in-place", backup, Optional.empty(), orders, first);
        restore("restore to a copy", "restore-to-copy", backup, Optional.of(DemoEnvironment.COPY), parts.copy(), first);
        Content second = progress.step(
                "change the data",
                () -> {
                    orders.change();
                    return orders.content();
                },
                Scenario::describe);
        backUp("orders-second", second);
        restore("restore the first backup, not the newest", "restore-first", backup, Optional.empty(), orders, first);
    }

    private Made backUp(String name, Content content) {
        Instant begun = clock.instant();
        Made made = progress.step(
                "back up " + name,
                () -> orFailed(name, "BackupJob", NOTHING, begun, content, () -> parts.runs()
                        .backUp(DemoEnvironment.APPLICATION, name)),
                backup -> backup.uri() + ", " + backup.sizeBytes() + " bytes, " + backup.checksum());
        Content after = parts.original().content();
        lines.add(line(name, "BackupJob", JobPhase.SUCCEEDED, made, begun, content, after));
        return made;
    }

    private void restore(
            String title, String name, Made backup, Optional<String> into, OrdersDatabase database, Content expected) {
        Instant begun = clock.instant();
        Content found = progress.step(
                title,
                () -> orFailed(name, "RestoreJob", backup, begun, expected, () -> {
                    parts.runs().restore(backup, into, name);
                    return database.content();
                }),
                content -> describe(content) + (content.equals(expected) ? ", as backed up" : ", DIFFERENT"));
        lines.add(line(name, "RestoreJob", JobPhase.SUCCEEDED, backup, begun, expected, found));
    }

    /** A run that does not succeed has its line as well, before the story ends. */
    private <T> T orFailed(String name, String kind, Made backup, Instant begun, Content expected, Supplier<T> run) {
        try {
            return run.get();
        } catch (CommandFailure e) {
            lines.add(line(name, kind, JobPhase.FAILED, backup, begun, expected, new Content(0, "")));
            throw e;
        }
    }

    private Report.Line line(
            String name, String kind, JobPhase phase, Made backup, Instant begun, Content expected, Content found) {
        return new Report.Line(
                name,
                kind,
                phase.wire(),
                backup.uri(),
                backup.sizeBytes(),
                backup.checksum(),
                Duration.between(begun, clock.instant()).toMillis() / 1000.0,
                expected.rows(),
                found.rows(),
                expected.digest(),
                found.digest());
    }

    private static String describe(Content content) {
        return content.rows() + " rows, " + content.digest().substring(0, "sha256:".length() + 12) + "…";
    }
}
