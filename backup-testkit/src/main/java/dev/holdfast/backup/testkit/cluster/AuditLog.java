package dev.holdfast.backup.testkit.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads the JSON lines kube-apiserver writes. */
final class AuditLog {

    /** One line per answered request; a watch is logged when it starts, since it may never end. */
    static final String POLICY =
            """
            apiVersion: audit.k8s.io/v1
            kind: Policy
            omitStages: [RequestReceived]
            rules:
              - level: Metadata
            """;

    private final Path file;
    private final ObjectMapper json = new ObjectMapper();

    AuditLog(Path file) {
        this.file = file;
    }

    List<AuditEvent> events() {
        try {
            if (!Files.exists(file)) {
                return List.of();
            }
            String text = Files.readString(file, StandardCharsets.UTF_8);
            // The last line may still be in the making.
            return text.substring(0, text.lastIndexOf('\n') + 1)
                    .lines()
                    .map(this::parse)
                    .filter(AuditLog::counts)
                    .map(AuditLog::event)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the audit log " + file, e);
        }
    }

    private JsonNode parse(String line) {
        try {
            return json.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Audit log " + file + " has a line that is not JSON", e);
        }
    }

    /** A long-running request has two entries, ResponseStarted and ResponseComplete: the first one counts. */
    private static boolean counts(JsonNode entry) {
        boolean watch = entry.path("verb").asText().equals("watch");
        return entry.path("stage").asText().equals("ResponseStarted")
                || !watch && entry.path("stage").asText().equals("ResponseComplete")
                || watch && entry.path("responseStatus").path("code").asInt() >= 400;
    }

    private static AuditEvent event(JsonNode entry) {
        JsonNode impersonated = entry.path("impersonatedUser").path("username");
        return new AuditEvent(
                impersonated.isTextual()
                        ? impersonated.asText()
                        : entry.path("user").path("username").asText(),
                entry.path("verb").asText(),
                entry.path("requestURI").asText(),
                entry.path("responseStatus").path("code").asInt(),
                entry.path("userAgent").asText());
    }
}
