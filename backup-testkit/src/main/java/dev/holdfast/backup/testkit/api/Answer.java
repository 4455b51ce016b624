package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What goes back over the wire. */
sealed interface Answer {

    int status();

    /** A complete body. */
    record Body(int status, String contentType, byte[] bytes, List<String> warnings, Map<String, String> headers)
            implements Answer {}

    /** A body that is written while things happen. */
    record Stream(int status, Writer writer) implements Answer {}

    /** Writes a streamed body until it is done. */
    @FunctionalInterface
    interface Writer {
        void write(OutputStream out) throws IOException;
    }

    static Answer json(int status, JsonNode body) {
        return json(status, body, List.of());
    }

    static Answer json(int status, JsonNode body, List<String> warnings) {
        return new Body(status, "application/json", Json.bytes(body), warnings, Map.of());
    }

    static Answer text(int status, String text) {
        return new Body(
                status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), List.of(), Map.of());
    }

    static Answer failure(ApiFailure failure) {
        String wait = Json.text(failure.status(), "details", "retryAfterSeconds");
        Map<String, String> headers = wait.isEmpty() ? Map.of() : Map.of("Retry-After", wait);
        return new Body(failure.code(), "application/json", Json.bytes(failure.status()), List.of(), headers);
    }

    /** The answer for a path that is not served at all: not a Status, unlike the one for an absent object. */
    static Answer unknownPath() {
        return text(404, "404 page not found\n");
    }
}
