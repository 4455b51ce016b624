package dev.holdfast.backup.it.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.testkit.api.ObjectChange;
import dev.holdfast.backup.testkit.api.SimulatedApi;
import dev.holdfast.backup.testkit.api.Subscription;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plays the kubelet: every pod runs and succeeds at once, and a backup's pod reports an artifact named after its BackupJob. */
final class PodPlayer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PodPlayer.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesClient kubelet;
    private final Subscription changes;

    PodPlayer(SimulatedApi api) {
        kubelet = api.client("kubelet");
        changes = api.subscribe(this::react);
    }

    private void react(ObjectChange change) {
        if (change.type().kind().equals("Pod") && change.kind() == ObjectChange.Kind.ADDED) {
            try {
                play(change.object(), "Running", JSON.createObjectNode().put("startedAt", "2026-05-01T12:00:00Z"));
                play(change.object(), "Succeeded", terminated(change.object()));
            } catch (KubernetesClientException e) {
                LOG.debug("a pod went before it had ended: {}", e.getMessage());
            }
        }
    }

    private static ObjectNode terminated(JsonNode pod) {
        ObjectNode end = JSON.createObjectNode().put("exitCode", 0).put("reason", "Completed");
        end.put("startedAt", "2026-05-01T12:00:00Z").put("finishedAt", "2026-05-01T12:00:05Z");
        if (env(pod, "MODE").equals("backup")) {
            ObjectNode result = JSON.createObjectNode().put("kind", "RunResult");
            result.putObject("artifact")
                    .put("uri", Yaml.uri(env(pod, "BACKUP")))
                    .put("sizeBytes", 7);
            end.put("message", result.toString());
        }
        return end;
    }

    private void play(JsonNode pod, String phase, ObjectNode state) {
        ObjectNode patch = JSON.createObjectNode();
        ObjectNode status = patch.putObject("status").put("phase", phase);
        ObjectNode container = status.putArray("containerStatuses").addObject();
        container.put("name", pod.at("/spec/containers/0/name").asText());
        container.put("ready", false).put("restartCount", 0).put("image", "i").put("imageID", "i");
        container.putObject("state").set(phase.equals("Running") ? "running" : "terminated", state);
        kubelet.pods()
                .inNamespace(pod.at("/metadata/namespace").asText())
                .withName(pod.at("/metadata/name").asText())
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), patch.toString());
    }

    /** A variable of the pod's first container. */
    static String env(JsonNode pod, String name) {
        for (JsonNode variable : pod.at("/spec/containers/0/env")) {
            if (variable.path("name").asText().equals(name)) {
                return variable.path("value").asText();
            }
        }
        return "";
    }

    @Override
    public void close() {
        changes.close();
        kubelet.close();
    }
}
