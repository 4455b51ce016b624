package dev.holdfast.backup.testkit.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.testkit.api.LoggedRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Tells people what went wrong: which rule, at which request, and all that led there. */
final class Report {

    private static final int LINES = 400;

    private final Trial trial;
    private final Scene scene;
    private final Course course;

    private record Line(Instant time, String text) {}

    Report(Trial trial, Scene scene, Course course) {
        this.trial = trial;
        this.scene = scene;
        this.course = course;
    }

    String text(List<Violation> violations) {
        String broken = violations.stream().distinct().map(Violation::toString).collect(Collectors.joining("\n  "));
        String at = trial.trouble().moment().map(m -> "\nat: " + m).orElse("");
        List<String> lines = lines();
        String left = lines.size() > LINES ? (lines.size() - LINES) + " earlier lines are left out\n  " : "";
        return trial.cast().subject().name() + " / " + trial.name() + at + "\nbroken:\n  " + broken + "\nit ended: "
                + course.ending() + "\nwhat happened:\n  " + left
                + String.join("\n  ", lines.subList(Math.max(0, lines.size() - LINES), lines.size()))
                + "\nobjects:\n  " + objects() + "\nreplay it alone with -D" + Conformance.ONLY + "=\"" + trial.name()
                + "\"";
    }

    /** Requests of engines and changes of objects, as they came. */
    private List<String> lines() {
        List<Line> lines = new ArrayList<>();
        scene.api.requests().stream()
                .filter(r ->
                        r.info().user().startsWith(Scene.ENGINE) && !r.verb().equals("watch"))
                .forEach(r -> lines.add(new Line(r.time(), request(r))));
        scene.history.entries().forEach(e -> lines.add(new Line(e.time(), "    " + e.text())));
        return lines.stream()
                .sorted(Comparator.comparing(Line::time))
                .map(l -> l.time() + " " + l.text())
                .toList();
    }

    private static String request(LoggedRequest request) {
        String status = request.status() == 0 ? "no answer" : Integer.toString(request.status());
        return request.info().user() + " " + Moment.what(request.info()) + " -> " + status;
    }

    private String objects() {
        List<JsonNode> objects = new ArrayList<>(scene.all("BackupJob"));
        objects.addAll(scene.all("RestoreJob"));
        objects.addAll(scene.all("Backup"));
        return objects.stream()
                .map(o -> Trees.title(o) + " " + o.path("metadata").path("finalizers") + " " + o.path("status"))
                .collect(Collectors.joining("\n  "));
    }
}
