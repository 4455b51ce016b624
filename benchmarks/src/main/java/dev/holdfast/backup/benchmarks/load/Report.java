package dev.holdfast.backup.benchmarks.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Figures as Markdown, a column for each contender. Pure, but for the look at the machine. */
final class Report {

    private Report() {}

    /** What the figures depend on. */
    static String machine(Path programs) throws IOException {
        String cpu = Files.readAllLines(Path.of("/proc/cpuinfo"), StandardCharsets.UTF_8).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown CPU");
        return "%d × %s, Linux %s, JDK %s, kube-apiserver %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        cpu,
                        System.getProperty("os.version"),
                        Runtime.version(),
                        programs.getFileName());
    }

    /** The load itself, in a line. */
    static String title(LoadOptions options) {
        return "%d at once, operator work: %s, after %d to warm up; %d workers, JVM %s"
                .formatted(
                        options.jobs(),
                        options.work(),
                        options.warmUp(),
                        options.workers(),
                        String.join(" ", Contender.JVM)
                                + String.join(" ", options.jvm()).indent(1).stripTrailing());
    }

    static String table(List<Figures> all) {
        List<String> lines = new ArrayList<>();
        lines.add(row("", all, f -> f.mode().title()));
        lines.add("| --- |" + " ---: |".repeat(all.size()));
        lines.add(row("runs per second", all, f -> number("%.1f", f.rate())));
        lines.add(row("start latency p50 / p99 / max, ms", all, f -> latencies(f.start())));
        lines.add(row("notice latency p50 / p99 / max, ms", all, f -> latencies(f.notice())));
        lines.add(row("CPU per run, ms", all, f -> number("%.1f", f.cpuMillisPerRun())));
        lines.add(row("peak RSS, MiB", all, f -> Long.toString(f.peakMebibytes())));
        lines.add(row("requests per run", all, f -> number("%.2f", f.requestsPerRun())));
        for (String kind : kinds(all)) {
            lines.add(row(
                    "· " + kind,
                    all,
                    f -> number("%.2f", f.requests().ofRuns().getOrDefault(kind, 0) / (double) f.runs())));
        }
        lines.add(row(
                "requests while all runs wait",
                all,
                f -> f.whileWaiting().isPresent()
                        ? Integer.toString(f.whileWaiting().getAsInt())
                        : "–"));
        lines.add(row(
                "watches and lease, in all",
                all,
                f -> Integer.toString(f.requests().beside().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum())));
        return String.join("\n", lines);
    }

    private static TreeSet<String> kinds(List<Figures> all) {
        return all.stream()
                .flatMap(f -> f.requests().ofRuns().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String row(String what, List<Figures> all, Function<Figures, String> value) {
        return "| " + what + " | " + all.stream().map(value).collect(Collectors.joining(" | ")) + " |";
    }

    private static String latencies(Timeline.Latencies l) {
        return number("%.0f", l.p50()) + " / " + number("%.0f", l.p99()) + " / " + number("%.0f", l.max());
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
