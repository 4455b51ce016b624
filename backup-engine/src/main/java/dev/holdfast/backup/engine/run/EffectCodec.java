package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.Reconciler;
import dev.holdfast.backup.spi.ResourceKind;
import dev.holdfast.backup.spi.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a run does to live objects, as JSON and back. Pure. Keys are never renamed: a journal outlives the engine that wrote it. */
final class EffectCodec {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private EffectCodec() {}

    static ObjectNode ref(ObjectRef ref) {
        return JSON.objectNode()
                .put("apiVersion", ref.kind().apiVersion())
                .put("kind", ref.kind().kind())
                .put("namespace", ref.namespace())
                .put("name", ref.name());
    }

    static ObjectRef ref(JsonNode json) {
        return ObjectRef.of(
                json.path("apiVersion").asText(),
                json.path("kind").asText(),
                json.path("namespace").asText(),
                json.path("name").asText());
    }

    static ObjectNode reconciler(Reconciler reconciler) {
        ObjectNode json = ref(reconciler.ref()).put("uid", reconciler.uid()).put("pointer", reconciler.pointer());
        json.set("value", reconciler.value());
        reconciler.idle().ifPresent(check -> json.put("idle", check));
        return json.put("suspended", reconciler.suspended());
    }

    static Reconciler reconciler(JsonNode json) {
        return new Reconciler(
                ref(json),
                json.path("uid").asText(),
                json.path("pointer").asText(),
                json.path("value"),
                Optional.ofNullable(json.path("idle").textValue()),
                json.path("suspended").asBoolean());
    }

    static ObjectNode target(Target target) {
        return target.match(
                of -> ref(of.ref()).put("of", of.uid()).put("generation", of.generation()),
                next -> ref(next.ref()).put("successor", true),
                owned -> ref(owned.root())
                        .put("ownedBy", owned.rootUid())
                        .put("ownedApiVersion", owned.kind().apiVersion())
                        .put("ownedKind", owned.kind().kind())
                        .put("label", owned.label())
                        .put("labelValue", owned.value()));
    }

    static Target target(JsonNode json) {
        if (json.has("of")) {
            return new Target.Of(
                    ref(json), json.path("of").asText(), json.path("generation").asLong());
        }
        if (json.has("ownedBy")) {
            return new Target.OwnedBy(
                    ref(json),
                    json.path("ownedBy").asText(),
                    new ResourceKind(
                            json.path("ownedApiVersion").asText(),
                            json.path("ownedKind").asText()),
                    json.path("label").asText(),
                    json.path("labelValue").asText());
        }
        return new Target.SuccessorOf(ref(json));
    }

    static ObjectNode hold(Hold hold) {
        ObjectNode json = JSON.objectNode().put("stage", hold.stage()).put("uid", hold.uid());
        json.put("marker", hold.marker()).set("reconciler", reconciler(hold.reconciler()));
        if (!hold.previous().isMissingNode()) {
            json.set("previous", hold.previous());
        }
        return json;
    }

    static Hold hold(JsonNode json) {
        return new Hold(
                json.path("stage").asText(),
                reconciler(json.path("reconciler")),
                json.path("uid").asText(),
                json.path("previous"),
                json.path("marker").asText());
    }

    static ObjectNode hit(Hit hit) {
        return ref(hit.ref()).put("stage", hit.stage()).put("uid", hit.uid());
    }

    static Hit hit(JsonNode json) {
        return new Hit(json.path("stage").asText(), ref(json), json.path("uid").asText());
    }

    static <T> List<T> list(JsonNode array, Function<JsonNode, T> item) {
        List<T> items = new ArrayList<>();
        array.forEach(i -> items.add(item.apply(i)));
        return items;
    }
}
