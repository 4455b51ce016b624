package dev.holdfast.backup.samples.host.web;

import dev.holdfast.backup.engine.Health;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An answer.
 *
 * @param code HTTP status
 * @param contentType of the body
 * @param body text
 */
record Page(int code, String contentType, String body) {

    private static final String TEXT = "text/plain; charset=utf-8";

    /** The page of Kubernetes' own shape: one line per part, then the verdict. */
    static Page readiness(List<Health> parts, boolean verbose) {
        boolean ready = parts.stream().allMatch(part -> part.ok() || !part.required());
        String verdict = ready ? "ok\n" : "not ready\n";
        boolean lines = verbose || !ready;
        return new Page(
                ready ? 200 : 503,
                TEXT,
                lines ? parts.stream().map(Page::line).collect(Collectors.joining()) + verdict : verdict);
    }

    static Page text(int code, String body) {
        return new Page(code, TEXT, body);
    }

    static Page metrics(String body) {
        return new Page(200, "text/plain; version=0.0.4; charset=utf-8", body);
    }

    private static String line(Health part) {
        String sign = part.ok() ? "[+]" : part.required() ? "[-]" : "[!]";
        return sign + part.name() + (part.ok() ? " ok" : " failed")
                + (part.detail().isEmpty() ? "" : ": " + part.detail()) + "\n";
    }
}
