package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.api.Annotations;
import dev.holdfast.backup.api.ApplicationGroups;
import dev.holdfast.backup.api.Timestamps;
import dev.holdfast.backup.spi.ApplicationRef;
import dev.holdfast.backup.spi.BackupRecord;
import dev.holdfast.backup.spi.StrategyType;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Backups as values. Pure. */
final class BackupRecords {

    private BackupRecords() {}

    static BackupRecord of(JobView backup) {
        JsonNode artifact = backup.status().path("artifact");
        JsonNode snapshot = backup.status().path("underlyingResources");
        Map<String, String> metadata = new HashMap<>();
        backup.spec()
                .path("driverMetadata")
                .properties()
                .forEach(e -> metadata.put(e.getKey(), e.getValue().asText()));
        return new BackupRecord(
                backup.ref().namespace(),
                backup.ref().name(),
                backup.uid(),
                application(backup.spec().path("applicationRef"), backup.ref().namespace()),
                Timestamps.parse(backup.spec().path("takenAt").asText()).orElse(backup.createdAt()),
                text(artifact, "uri"),
                artifact.has("sizeBytes")
                        ? OptionalLong.of(artifact.path("sizeBytes").asLong())
                        : OptionalLong.empty(),
                text(artifact, "checksum"),
                metadata,
                snapshot.isObject() ? Optional.of(snapshot) : Optional.empty(),
                Optional.ofNullable(backup.annotations().get(Annotations.STRATEGY_SNAPSHOT))
                        .map(Strategies::fromSnapshot));
    }

    /** A typed reference, normalised. */
    static ApplicationRef application(JsonNode ref, String namespace) {
        return new ApplicationRef(
                ApplicationGroups.normalise(ref.path("apiGroup").asText()),
                ref.path("kind").asText(),
                namespace,
                ref.path("name").asText(),
                Optional.empty());
    }

    /** The key under which a Backup records a class parameter, such as {@code job.strategy.backups.cozystack.io/parameter/x}. */
    static String parameterPrefix(StrategyType type) {
        return type.kind().toLowerCase(Locale.ROOT) + "." + type.group() + "/parameter/";
    }

    static Map<String, String> parameters(BackupRecord backup, StrategyType type) {
        String prefix = parameterPrefix(type);
        Map<String, String> parameters = new HashMap<>();
        backup.metadata().forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                parameters.put(key.substring(prefix.length()), value);
            }
        });
        return parameters;
    }

    private static Optional<String> text(JsonNode json, String field) {
        return Optional.ofNullable(json.path(field).textValue());
    }
}
