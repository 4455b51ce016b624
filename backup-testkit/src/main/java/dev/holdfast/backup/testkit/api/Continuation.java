package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where a paged list goes on: after a key, in the state of one revision. */
record Continuation(long revision, ObjectKey last) {

    private static final ObjectKey START = new ObjectKey("", "");

    static Continuation of(RequestInfo info, long now) {
        String token = info.parameter("continue");
        if (!token.isEmpty()) {
            return parse(token);
        }
        String version = info.parameter("resourceVersion");
        boolean exact = info.parameter("resourceVersionMatch").equals("Exact");
        if (!version.isEmpty() && version(version) > now) {
            throw ApiFailure.of(504, "Timeout", "Too large resource version: " + version + ", current: " + now)
                    .retryAfter(1);
        }
        return new Continuation(exact ? version(version) : now, START);
    }

    static long version(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw ApiFailure.badRequest("invalid resource version \"" + text + "\": not a number");
        }
    }

    boolean isAhead(JsonNode object) {
        return ObjectKey.of(object).compareTo(last) > 0;
    }

    Continuation after(ObjectNode object) {
        return new Continuation(revision, ObjectKey.of(object));
    }

    String token() {
        ObjectNode token = Json.object().put("v", "meta.k8s.io/v1").put("rv", revision);
        token.put("namespace", last.namespace()).put("name", last.name());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.bytes(token));
    }

    private static Continuation parse(String token) {
        try {
            String json = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            JsonNode parsed = Json.parse(json.getBytes(StandardCharsets.UTF_8));
            return new Continuation(
                    parsed.path("rv").asLong(),
                    new ObjectKey(Json.text(parsed, "namespace"), Json.text(parsed, "name")));
        } catch (IllegalArgumentException e) {
            throw ApiFailure.badRequest("continue key is not valid: " + e.getMessage());
        }
    }
}
