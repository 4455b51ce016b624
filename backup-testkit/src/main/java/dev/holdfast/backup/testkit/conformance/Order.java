package dev.holdfast.backup.testkit.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.api.CoreApi;
import dev.holdfast.backup.spi.ApplicationRef;
import java.util.Map;

/**
 * How a tenant asks for an operation.
 *
 * @param name of the BackupJob or RestoreJob
 * @param options of a restore
 * @param annotations of the job
 */
record Order(String name, JsonNode options, Map<String, String> annotations) {

    static final String NAME = "run";

    static Order with(JsonNode options) {
        return new Order(NAME, options, Map.of());
    }

    Order named(String value) {
        return new Order(value, options, annotations);
    }

    Order options(JsonNode value) {
        return new Order(name, value, annotations);
    }

    Order annotated(String key, String value) {
        return new Order(name, options, Map.of(key, value));
    }

    ObjectNode backupJob(ApplicationRef application) {
        ObjectNode job = manifest("BackupJob", application.namespace());
        ObjectNode spec =
                job.putObject("spec").put("backupClassName", Cast.CLASS).put("deletionPolicy", "Delete");
        reference(spec.putObject("applicationRef"), application);
        return job;
    }

    ObjectNode restoreJob(String backup, ApplicationRef target) {
        ObjectNode job = manifest("RestoreJob", target.namespace());
        ObjectNode spec = job.putObject("spec");
        spec.putObject("backupRef").put("name", backup);
        reference(spec.putObject("targetApplicationRef"), target);
        if (!options.isEmpty()) {
            spec.set("options", options);
        }
        return job;
    }

    private ObjectNode manifest(String kind, String namespace) {
        ObjectNode job = JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", CoreApi.API_VERSION)
                .put("kind", kind);
        ObjectNode metadata = job.putObject("metadata").put("name", name).put("namespace", namespace);
        ObjectNode notes = metadata.putObject("annotations");
        annotations.forEach(notes::put);
        return job;
    }

    private static void reference(ObjectNode into, ApplicationRef application) {
        into.put("apiGroup", application.group())
                .put("kind", application.kind())
                .put("name", application.name());
    }
}
