package dev.holdfast.backup.engine.pod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.spi.StageAction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes the {@code batch/v1} Job of a {@code pod} stage. The same arguments give the same manifest, key order included. */
public final class JobManifest {

    private JobManifest() {}

    /**
     * The whole Job, ready to be created. It gets no time to live after its end, as it could be gone before its result was
     * read. A template's empty {@code restartPolicy} becomes {@code Never}, and an empty {@code terminationMessagePolicy}
     * becomes {@code FallbackToLogsOnError}, so that the kubelet keeps the end of a failed container's log.
     *
     * @param name of the Job, at most 63 characters
     * @param namespace of the Job
     * @param pod the template and how the Job treats it; not changed
     * @param activeDeadline how long the Job may take in all; rounded up to whole seconds, at least one
     * @param suspended whether it waits to be started by a change of its {@code spec.suspend}
     * @param labels put on the Job and on its pods, where they win over the template's
     * @param annotations put on the Job only
     * @param ownerReference the owner, if the Job is to be collected with it
     */
    public static ObjectNode build(
            String name,
            String namespace,
            StageAction.Pod pod,
            Duration activeDeadline,
            boolean suspended,
            Map<String, String> labels,
            Map<String, String> annotations,
            Optional<JsonNode> ownerReference) {
        ObjectNode job = JsonNodeFactory.instance.objectNode();
        job.put("apiVersion", "batch/v1").put("kind", "Job");
        ObjectNode metadata = job.putObject("metadata");
        metadata.put("name", name).put("namespace", namespace);
        putAll(metadata, "labels", labels);
        putAll(metadata, "annotations", annotations);
        ownerReference.ifPresent(owner -> metadata.putArray("ownerReferences").add(owner.<JsonNode>deepCopy()));
        ObjectNode spec = job.putObject("spec");
        spec.put("completions", 1).put("parallelism", 1);
        if (suspended) {
            spec.put("suspend", true);
        }
        spec.put("backoffLimit", pod.settings().backoffLimit());
        spec.put("activeDeadlineSeconds", wholeSeconds(activeDeadline));
        spec.put("podReplacementPolicy", pod.settings().replaceOnlyFailed() ? "Failed" : "TerminatingOrFailed");
        spec.set("template", template(pod.template(), labels));
        return job;
    }

    private static JsonNode template(JsonNode given, Map<String, String> labels) {
        ObjectNode template = given.deepCopy();
        putAll(object(template, "metadata"), "labels", labels);
        ObjectNode spec = object(template, "spec");
        if (spec.path("restartPolicy").asText("").isEmpty()) {
            spec.put("restartPolicy", "Never");
        }
        for (String field : List.of("initContainers", "containers")) {
            for (JsonNode container : spec.path(field)) {
                if (container instanceof ObjectNode c
                        && c.path("terminationMessagePolicy").asText("").isEmpty()) {
                    c.put("terminationMessagePolicy", "FallbackToLogsOnError");
                }
            }
        }
        return template;
    }

    private static void putAll(ObjectNode parent, String field, Map<String, String> values) {
        if (!values.isEmpty()) {
            ObjectNode target = object(parent, field);
            new TreeMap<>(values).forEach(target::put);
        }
    }

    /** The object at {@code field}, made if it is missing or null. */
    private static ObjectNode object(ObjectNode parent, String field) {
        return parent.path(field) instanceof ObjectNode there ? there : parent.putObject(field);
    }

    private static long wholeSeconds(Duration duration) {
        long seconds = duration.getNano() > 0 ? duration.getSeconds() + 1 : duration.getSeconds();
        return Math.max(1, seconds);
    }
}
