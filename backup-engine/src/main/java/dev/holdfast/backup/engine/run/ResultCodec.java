package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.spi.BackupResult;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A backup's result as JSON and back. Pure. */
final class ResultCodec {

    private ResultCodec() {}

    static ObjectNode encode(BackupResult result) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("takenAt", result.takenAt().toString());
        result.uri().ifPresent(u -> json.put("uri", u));
        result.reportedSizeBytes().ifPresent(s -> json.put("sizeBytes", s));
        result.reportedChecksum().ifPresent(c -> json.put("checksum", c));
        ObjectNode metadata = json.putObject("metadata");
        result.metadata().forEach(metadata::put);
        result.snapshot().ifPresent(s -> json.set("snapshot", s));
        return json;
    }

    static BackupResult decode(JsonNode json) {
        Map<String, String> metadata = new HashMap<>();
        json.path("metadata")
                .properties()
                .forEach(e -> metadata.put(e.getKey(), e.getValue().asText()));
        return new BackupResult(
                Instant.parse(json.path("takenAt").asText()),
                Optional.ofNullable(json.path("uri").textValue()),
                json.has("sizeBytes") ? OptionalLong.of(json.path("sizeBytes").asLong()) : OptionalLong.empty(),
                Optional.ofNullable(json.path("checksum").textValue()),
                metadata,
                json.has("snapshot") ? Optional.of(json.path("snapshot")) : Optional.empty());
    }
}
