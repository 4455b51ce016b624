package dev.holdfast.backup.engine.pod;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.holdfast.backup.spi.BackupResult;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Reads the one JSON object, {@code kind: RunResult}, by which a pod reports its result. All other keys may be left out or
 * null; unknown ones are ignored, so that tools may be newer than the engine.
 */
final class RunResultParser {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final String API_VERSION = "backups.cozystack.io/v1alpha1";
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:\\P{Cntrl}+");
    private static final Pattern CHECKSUM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*:[0-9A-Fa-f]+");
    private static final int MAX_METADATA = 32;
    private static final int MAX_METADATA_BYTES = 1024;

    private RunResultParser() {}

    /** What is wrong with one field; never leaves this class. */
    private static final class FieldException extends Exception {
        private final String why;

        FieldException(String field, String expected) {
            this.why = "its " + field + " must be " + expected;
        }
    }

    /**
     * Reads it.
     *
     * @param takenAt the time of the data if the report says none
     * @return empty if the text is not JSON of {@code kind: RunResult} at all; never {@link RunResult.Absent}
     */
    static Optional<RunResult> parse(String text, Instant takenAt) {
        return tree(text).map(json -> {
            try {
                return read(json, takenAt);
            } catch (FieldException e) {
                return new RunResult.Malformed(e.why);
            }
        });
    }

    private static Optional<JsonNode> tree(String text) {
        try {
            JsonNode json = MAPPER.readTree(text);
            return Optional.of(json).filter(j -> j.path("kind").asText("").equals("RunResult"));
        } catch (JsonProcessingException e) {
            // Any program may write any text there. What the parser says would quote it, so the reader words its own
            // message.
            return Optional.empty();
        }
    }

    private static RunResult read(JsonNode json, Instant takenAt) throws FieldException {
        if (!text(json, "", "apiVersion").orElse(API_VERSION).equals(API_VERSION)) {
            throw new FieldException("apiVersion", API_VERSION);
        }
        JsonNode artifact = object(json, "artifact");
        Optional<String> uri = matching(artifact, "uri", SCHEME, "a URI with a scheme, such as s3://bucket/key");
        Optional<String> checksum = matching(artifact, "checksum", CHECKSUM, "<algorithm>:<hexadecimal digits>");
        BackupResult result = new BackupResult(
                time(json).orElse(takenAt), uri, size(artifact), checksum, metadata(json), Optional.empty());
        return new RunResult.Reported(result, text(json, "", "message").orElse(""));
    }

    private static Optional<String> matching(JsonNode artifact, String field, Pattern pattern, String expected)
            throws FieldException {
        Optional<String> value = text(artifact, "artifact.", field);
        if (value.isPresent() && !pattern.matcher(value.get()).matches()) {
            throw new FieldException("artifact." + field, expected);
        }
        return value;
    }

    private static OptionalLong size(JsonNode artifact) throws FieldException {
        JsonNode size = artifact.path("sizeBytes");
        if (isUnsaid(size)) {
            return OptionalLong.empty();
        }
        if (!size.isIntegralNumber() || !size.canConvertToLong() || size.longValue() < 0) {
            throw new FieldException("artifact.sizeBytes", "a whole number of bytes, 0 or more");
        }
        return OptionalLong.of(size.longValue());
    }

    private static Optional<Instant> time(JsonNode json) throws FieldException {
        try {
            return text(json, "", "takenAt").map(t -> OffsetDateTime.parse(t).toInstant());
        } catch (DateTimeParseException e) {
            throw new FieldException("takenAt", "a time as in RFC 3339, such as 2026-05-01T12:00:00Z");
        }
    }

    private static Map<String, String> metadata(JsonNode json) throws FieldException {
        JsonNode given = object(json, "metadata");
        if (given.size() > MAX_METADATA) {
            throw new FieldException("metadata", "at most " + MAX_METADATA + " entries, not " + given.size());
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : given.properties()) {
            JsonNode value = entry.getValue();
            boolean fits = Clip.bytes(entry.getKey()) <= MAX_METADATA_BYTES
                    && Clip.bytes(value.asText("")) <= MAX_METADATA_BYTES;
            if (!value.isTextual() || entry.getKey().isEmpty() || !fits) {
                throw new FieldException(
                        "metadata." + Clip.keepStart(entry.getKey(), 100), "a text of at most 1 KiB under a named key");
            }
            metadata.put(entry.getKey(), value.textValue());
        }
        return metadata;
    }

    private static Optional<String> text(JsonNode parent, String within, String field) throws FieldException {
        JsonNode value = parent.path(field);
        if (isUnsaid(value)) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new FieldException(within + field, "a text");
        }
        return Optional.of(value.textValue());
    }

    private static JsonNode object(JsonNode parent, String field) throws FieldException {
        JsonNode value = parent.path(field);
        if (!isUnsaid(value) && !value.isObject()) {
            throw new FieldException(field, "an object");
        }
        return value;
    }

    private static boolean isUnsaid(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}
