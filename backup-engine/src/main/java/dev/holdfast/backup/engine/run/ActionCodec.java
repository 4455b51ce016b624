package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.spi.PodSettings;
import dev.holdfast.backup.spi.Propagation;
import dev.holdfast.backup.spi.StageAction;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a stage does, as JSON and back. Pure. */
final class ActionCodec {

    private ActionCodec() {}

    static ObjectNode encode(StageAction action) {
        return action.match(new Encoder());
    }

    private static final class Encoder implements StageAction.Cases<ObjectNode> {

        private static ObjectNode kind(String kind) {
            return JsonNodeFactory.instance.objectNode().put("kind", kind);
        }

        @Override
        public ObjectNode create(StageAction.Create create) {
            return kind("create").set("manifest", create.manifest());
        }

        @Override
        public ObjectNode pod(StageAction.Pod pod) {
            ObjectNode json = kind("pod").set("template", pod.template());
            PodSettings settings = pod.settings();
            json.put("backoffLimit", settings.backoffLimit());
            json.put("replaceOnlyFailed", settings.replaceOnlyFailed());
            json.put("resultRequired", settings.resultRequired());
            settings.resultContainer().ifPresent(c -> json.put("resultContainer", c));
            settings.plannedUri().ifPresent(u -> json.put("plannedUri", u));
            return json;
        }

        @Override
        public ObjectNode await(StageAction.Await await) {
            return kind("await");
        }

        @Override
        public ObjectNode erase(StageAction.Erase erase) {
            ObjectNode json = kind("erase").put("uri", erase.uri());
            ObjectNode metadata = json.putObject("ifMetadata");
            erase.ifMetadata().forEach(metadata::put);
            return json;
        }

        @Override
        public ObjectNode suspend(StageAction.Suspend suspend) {
            ObjectNode json = kind("suspend").put("neededAfter", suspend.neededAfter());
            return json.set("reconciler", EffectCodec.reconciler(suspend.reconciler()));
        }

        @Override
        public ObjectNode resume(StageAction.Resume resume) {
            return kind("resume").put("stage", resume.stage());
        }

        @Override
        public ObjectNode delete(StageAction.Delete delete) {
            ObjectNode json =
                    kind("delete").put("propagation", delete.propagation().name());
            return json.set("target", EffectCodec.target(delete.target()));
        }

        @Override
        public ObjectNode patch(StageAction.Patch patch) {
            ObjectNode json = kind("patch").set("target", EffectCodec.target(patch.target()));
            return json.set("fields", patch.fields());
        }
    }

    static StageAction decode(JsonNode json) {
        String kind = json.path("kind").asText();
        return switch (kind) {
            case "create" -> new StageAction.Create(json.path("manifest"));
            case "pod" -> new StageAction.Pod(json.path("template"), settings(json));
            case "await" -> new StageAction.Await();
            case "erase" -> new StageAction.Erase(json.path("uri").asText(), metadata(json));
            case "suspend" ->
                new StageAction.Suspend(
                        EffectCodec.reconciler(json.path("reconciler")),
                        json.path("neededAfter").asBoolean());
            case "resume" -> new StageAction.Resume(json.path("stage").asText());
            case "delete" ->
                new StageAction.Delete(
                        EffectCodec.target(json.path("target")),
                        Propagation.valueOf(json.path("propagation").asText()));
            case "patch" -> new StageAction.Patch(EffectCodec.target(json.path("target")), json.path("fields"));
            default ->
                throw new IllegalArgumentException("a stage of kind '" + kind + "' was written by a newer engine");
        };
    }

    private static PodSettings settings(JsonNode json) {
        return new PodSettings(
                json.path("backoffLimit").asInt(),
                json.path("replaceOnlyFailed").asBoolean(),
                Optional.ofNullable(json.path("resultContainer").textValue()),
                json.path("resultRequired").asBoolean(),
                Optional.ofNullable(json.path("plannedUri").textValue()));
    }

    private static Map<String, String> metadata(JsonNode json) {
        Map<String, String> metadata = new HashMap<>();
        json.path("ifMetadata")
                .properties()
                .forEach(e -> metadata.put(e.getKey(), e.getValue().asText()));
        return metadata;
    }
}
