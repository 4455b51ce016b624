package dev.holdfast.backup.benchmarks.micro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.engine.template.RenderContext;
import dev.holdfast.backup.engine.template.RenderOptions;
import java.util.Map;
import java.util.Set;

/** What a strategy's templates see in a backup. */
final class Context {

    /** As the engine has them for a backup. */
    static final RenderOptions OPTIONS = RenderOptions.strict().withLenientRoots(Set.of("Backup", "Artifact"));

    private Context() {}

    /** An application of the size of a small custom resource. */
    static JsonNode application() {
        ObjectNode application = JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", "apps.cozystack.io/v1alpha1")
                .put("kind", "NATS");
        ObjectNode metadata =
                application.putObject("metadata").put("name", "events").put("namespace", "tenant-a");
        metadata.put("uid", "0f6a2f6e-9a58-4c55-8a52-6a2f5a3f1d11").put("generation", 4);
        metadata.putObject("labels").put("app.kubernetes.io/instance", "events");
        ObjectNode spec = application.putObject("spec").put("replicas", 3).put("storageClass", "replicated");
        spec.putObject("resources").put("cpu", "500m").put("memory", "512Mi");
        spec.putArray("users").add("app").add("report");
        return application;
    }

    static RenderContext of(JsonNode application) {
        return RenderContext.builder()
                .value("Application", application)
                .value("Release", Map.of("Name", "events", "Namespace", "tenant-a"))
                .value("Mode", "backup")
                .strings("Parameters", Map.of("bucket", "archives", "backupStorageLocationName", "main"))
                .value("Options", Map.of())
                .value("Run", Map.of("UID", "5c1f5bb0-3c0f-4a1c-9d0e-0d5f3a0b6a77", "Attempt", 1))
                .value("BackupName", "events-nightly")
                .build();
    }
}
