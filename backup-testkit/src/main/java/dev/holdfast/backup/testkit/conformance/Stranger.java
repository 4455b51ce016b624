package dev.holdfast.backup.testkit.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.api.Names;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.Stage;
import dev.holdfast.backup.spi.StageAction;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When the plan has been made, somebody else makes objects with the names that it needs. */
final class Stranger implements Trouble {

    private static final Logger LOG = LoggerFactory.getLogger(Stranger.class);

    private final List<JsonNode> made = new ArrayList<>();

    @Override
    public String name() {
        return "names taken";
    }

    @Override
    public Outcome outcome() {
        return Outcome.ANY;
    }

    @Override
    public void before(Scene scene) {
        scene.findings.whenPlanned(plan -> take(scene, plan));
    }

    /** Only while the run is judged, and only once. */
    private synchronized void take(Scene scene, RunPlan plan) {
        if (!scene.gate.isArmed() || !made.isEmpty()) {
            return;
        }
        for (Stage stage : plan.stages()) {
            wanted(scene, stage).ifPresent(manifest -> {
                try {
                    made.add(scene.create(manifest));
                } catch (KubernetesClientException e) {
                    LOG.debug("{} is there already, to be replaced: {}", manifest.path("kind"), e.getMessage());
                }
            });
        }
    }

    private static Optional<ObjectNode> wanted(Scene scene, Stage stage) {
        if (stage.action() instanceof StageAction.Create create) {
            return Optional.of(create.manifest().deepCopy());
        }
        return stage.action() instanceof StageAction.Pod pod ? Optional.of(job(scene, stage, pod)) : Optional.empty();
    }

    private static ObjectNode job(Scene scene, Stage stage, StageAction.Pod pod) {
        ObjectNode job = JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", "batch/v1")
                .put("kind", "Job");
        job.putObject("metadata")
                .put("namespace", scene.namespace())
                .put("name", Names.dnsLabel(Order.NAME + "-" + stage.name(), Names.MAX_LABEL));
        ObjectNode spec = job.putObject("spec").put("suspend", true);
        spec.set("template", pod.template());
        return job;
    }

    @Override
    public void during(Scene scene, Course course, Verdict verdict) {
        Waits.within(endsWithin(), course::hasEnded);
        for (JsonNode object : made) {
            boolean same = scene.find(
                            object.path("apiVersion").asText(),
                            object.path("kind").asText(),
                            Trees.name(object))
                    .filter(o -> Trees.uid(o).equals(Trees.uid(object))
                            && o.path("spec").equals(object.path("spec")))
                    .isPresent();
            verdict.expect(Rule.I5, same, Trees.title(object) + " was somebody else's, and is not as it was");
        }
    }
}
