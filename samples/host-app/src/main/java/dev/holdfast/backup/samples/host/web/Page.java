package dev.holdfast.backup.samples.host.web;

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

    /** The page of Kubernetes' own shape: one line per component, then the verdict. */
    static Page readiness(List<Component> components, boolean verbose) {
        boolean ready = components.stream().allMatch(component -> component.ok() || !component.vital());
        String verdict = ready ? "ok\n" : "not ready\n";
        boolean lines = verbose || !ready;
        return new Page(
                ready ? 200 : 503,
                TEXT,
                lines ? components.stream().map(Page::line).collect(Collectors.joining()) + verdict : verdict);
    }

    static Page text(int code, String body) {
        return new Page(code, TEXT, body);
    }

    static Page metrics(String body) {
        return new Page(200, "text/plain; version=0.0.4; charset=utf-8", body);
    }

    private static String line(Component component) {
        String sign = component.ok() ? "[+]" : component.vital() ? "[-]" : "[!]";
        return sign + component.name() + (component.ok() ? " ok" : " failed")
                + (component.detail().isEmpty() ? "" : ": " + component.detail()) + "\n";
    }
}
