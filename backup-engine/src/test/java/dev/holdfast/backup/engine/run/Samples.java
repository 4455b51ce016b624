package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.spi.ApplicationRef;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.PodSettings;
import dev.holdfast.backup.spi.ResourceKind;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.Stage;
import dev.holdfast.backup.spi.StageAction;
import dev.holdfast.backup.spi.StrategyType;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Objects and records for tests of this package. */
final class Samples {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final StrategyType JOB_TYPE = new StrategyType("strategy.backups.cozystack.io", "Job");
    static final ApplicationRef DB =
            new ApplicationRef("apps.cozystack.io", "MariaDB", "ns", "db", Optional.of("app-uid"));

    private static final ObjectMapper JSON = new ObjectMapper();

    private Samples() {}

    /** Single quotes stand for double ones. */
    static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static GenericKubernetesResource object(ResourceKind kind, String namespace, String name, String body) {
        ObjectNode json = json(body).put("apiVersion", kind.apiVersion()).put("kind", kind.kind());
        ObjectNode metadata = json.withObject("/metadata").put("name", name);
        metadata.put("uid", "uid-of-" + name.substring(0, Math.min(name.length(), 20)))
                .put("resourceVersion", "7")
                .put("generation", 3);
        metadata.put("creationTimestamp", NOON.toString());
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        return JSON.convertValue(json, GenericKubernetesResource.class);
    }

    static JobView view(ResourceKind kind, String name, String body) {
        return JobView.of(object(kind, "ns", name, body));
    }

    static JobView backupJob(String body) {
        return view(Kinds.BACKUP_JOB, "nightly", body);
    }

    static Stage podStage(String name) {
        StageAction.Pod pod =
                new StageAction.Pod(json("{'spec':{'containers':[{'name':'c','image':'i'}]}}"), PodSettings.defaults());
        return withAction(name, pod);
    }

    static Stage createStage(String name, ObjectRef ref) {
        ObjectNode manifest = json("{}")
                .put("apiVersion", ref.kind().apiVersion())
                .put("kind", ref.kind().kind());
        manifest.putObject("metadata").put("namespace", ref.namespace()).put("name", ref.name());
        return withAction(name, new StageAction.Create(manifest));
    }

    private static Stage withAction(String name, StageAction action) {
        Stage like = Stage.await("template");
        return new Stage(
                name,
                action,
                Optional.empty(),
                like.lifetime(),
                like.effect(),
                like.startWithin(),
                like.within(),
                false,
                Optional.empty(),
                Optional.empty());
    }

    static Pin pin() {
        return new Pin(
                "standard",
                new Pin.StrategyPin("dump", "strategy-uid", 4, "d1"),
                DB,
                DB,
                Optional.empty(),
                Map.of("bucket", "b"),
                "d2");
    }

    static Run run(Operation operation, RunPlan plan) {
        return new Run(
                operation,
                "run-uid",
                JOB_TYPE,
                pin(),
                plan,
                "d3",
                false,
                "",
                Position.entering(plan.stages().get(0).name(), NOON),
                List.of(),
                plan.facts(),
                Optional.empty(),
                false,
                Optional.empty(),
                List.of(),
                List.of());
    }
}
