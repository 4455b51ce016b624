package dev.holdfast.backup.samples.host.demo;

import dev.holdfast.backup.samples.host.cli.CommandFailure;
import dev.holdfast.backup.samples.host.cli.ExitCodes;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}: proves on this machine that data comes back. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Backs up and restores a real database on this machine.",
            "Runs MariaDB, an S3 server, a small Kubernetes API and the engine (Linux on x86-64), and compares every "
                    + "row after restores in place, into a second database, and from an older backup than the newest. "
                    + "Then takes a live cluster of an imaginary operator apart, loses the engine halfway, and has another "
                    + "one finish. "
                    + "Exits with 1 and says what differed if anything does."
        })
public final class DemoCommand implements Callable<Integer> {

    @Option(names = "--report", paramLabel = "FILE", description = "Also writes the result as JSON.")
    private Optional<Path> report = Optional.empty();

    @Option(
            names = "--chapter",
            paramLabel = "NAME",
            description = "Plays only this chapter; may be given more than once.")
    private List<String> names = List.of();

    @Option(names = "--list", description = "Lists the chapters and does nothing else.")
    private boolean list;

    @Option(
            names = "--keep",
            description = "Keeps the files of the demo (database, objects, pods) and says where they are.")
    private boolean keep;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        requirePlatform(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        quiet();
        PrintWriter out = spec.commandLine().getOut();
        if (list) {
            Chapter.all().forEach(c -> out.printf("%-12s %s%n", c.name(), c.about()));
            out.flush();
            return ExitCodes.OK;
        }
        List<Chapter> chapters = chosen();
        DemoFiles files = DemoFiles.prepare();
        Scenario.Outcome outcome = Scenario.Outcome.none();
        try (Progress progress = new Progress(out, Clock.systemUTC(), System.console() != null)) {
            for (Chapter chapter : chapters) {
                outcome = outcome.and(chapter.play(files, progress));
            }
        } finally {
            leave(files, out);
        }
        if (report.isPresent()) {
            Files.writeString(report.get(), outcome.report().json());
        }
        return verdict(outcome, out);
    }

    private List<Chapter> chosen() {
        List<Chapter> all = Chapter.all();
        for (String name : names) {
            if (all.stream().noneMatch(c -> c.name().equals(name))) {
                throw CommandFailure.usage("there is no chapter '" + name + "'; there are "
                        + all.stream().map(Chapter::name).collect(Collectors.joining(", ")));
            }
        }
        return all.stream()
                .filter(c -> names.isEmpty() || names.contains(c.name()))
                .toList();
    }

    private static int verdict(Scenario.Outcome outcome, PrintWriter out) {
        out.println();
        out.print(Table.of(outcome.report()));
        out.flush();
        if (outcome.failure().isPresent()) {
            throw CommandFailure.failure(outcome.failure().get());
        }
        List<String> differences = Table.differences(outcome.report());
        if (!differences.isEmpty()) {
            throw CommandFailure.failure(String.join("\n", differences));
        }
        out.println("\nEverything came back as it was.");
        out.flush();
        return ExitCodes.OK;
    }

    private void leave(DemoFiles files, PrintWriter out) throws IOException {
        if (keep) {
            files.keep();
            out.println("files are kept in " + files.run());
        } else {
            files.delete();
        }
    }

    /** Refuses other platforms: the database's binaries are for this one only. */
    static void requirePlatform(String system, String architecture) {
        if (!system.equals("Linux") || !List.of("amd64", "x86_64").contains(architecture)) {
            throw CommandFailure.usage(
                    "the demo runs on Linux on x86-64 only, as the MariaDB that it brings does; this is " + system
                            + " on " + architecture);
        }
    }

    // The display is the point here; set before anything logs.
    private static void quiet() {
        if (System.getProperty("org.slf4j.simpleLogger.defaultLogLevel") == null) {
            System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
        }
    }
}
