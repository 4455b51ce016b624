package dev.holdfast.backup.engine.template;

import static dev.holdfast.backup.engine.template.TemplateFunction.exactly;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Parts of slash-separated paths. */
final class PathFunctions {
    private PathFunctions() {}

    static List<TemplateFunction> all() {
        return List.of(
                exactly(1, "base", args -> base(args.string(0))),
                exactly(
                        1,
                        "dir",
                        args -> clean(args.string(0).substring(0, args.string(0).lastIndexOf('/') + 1))),
                exactly(1, "ext", args -> ext(args.string(0))));
    }

    private static String base(String path) {
        if (path.isEmpty()) {
            return ".";
        }
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        String trimmed = path.substring(0, end);
        return trimmed.isEmpty() ? "/" : trimmed.substring(trimmed.lastIndexOf('/') + 1);
    }

    private static String ext(String path) {
        int dot = path.lastIndexOf('.');
        return dot > path.lastIndexOf('/') ? path.substring(dot) : "";
    }

    private static String clean(String path) {
        boolean rooted = path.startsWith("/");
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/", -1)) {
            boolean up = part.equals("..");
            if (up && !parts.isEmpty() && !parts.getLast().equals("..")) {
                parts.removeLast();
            } else if (!part.isEmpty() && !part.equals(".") && !(up && rooted)) {
                parts.addLast(part);
            }
        }
        String joined = (rooted ? "/" : "") + String.join("/", parts);
        return joined.isEmpty() ? "." : joined;
    }
}
