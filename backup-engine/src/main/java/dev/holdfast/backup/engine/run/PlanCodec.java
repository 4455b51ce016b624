package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.spi.Lifetime;
import dev.holdfast.backup.spi.LockKey;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.SecretUse;
import dev.holdfast.backup.spi.Stage;
import dev.holdfast.backup.spi.StoreUse;
import dev.holdfast.backup.spi.Warning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A plan as JSON and back. Pure. Keys are never renamed: a written plan outlives the engine that wrote it. */
final class PlanCodec {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private PlanCodec() {}

    static ObjectNode encode(RunPlan plan) {
        ObjectNode json = JSON.objectNode();
        ArrayNode stages = json.putArray("stages");
        plan.stages().forEach(s -> stages.add(stage(s)));
        ArrayNode locks = json.putArray("locks");
        plan.locks().forEach(l -> locks.add(l.value()));
        ArrayNode secrets = json.putArray("secrets");
        plan.secrets().forEach(s -> secrets.add(secret(s)));
        ArrayNode stores = json.putArray("stores");
        plan.stores().forEach(s -> stores.add(store(s)));
        json.set("facts", plan.facts());
        ArrayNode warnings = json.putArray("warnings");
        plan.warnings()
                .forEach(w -> warnings.addObject().put("reason", w.reason()).put("message", w.message()));
        return json;
    }

    private static ObjectNode stage(Stage stage) {
        ObjectNode json = JSON.objectNode().put("name", stage.name());
        json.set("action", ActionCodec.encode(stage.action()));
        stage.check().ifPresent(c -> json.put("check", c));
        json.put("lifetime", stage.lifetime().name());
        json.put("effect", stage.effect().kind().name())
                .put("effectOn", stage.effect().what());
        json.put("startWithin", stage.startWithin().toString());
        json.put("within", stage.within().toString());
        json.put("optional", stage.optional());
        stage.publishes().ifPresent(p -> json.put("publishes", p));
        stage.eraseUnlessSucceeded().ifPresent(u -> json.put("eraseUnlessSucceeded", u));
        return json;
    }

    private static ObjectNode secret(SecretUse use) {
        ObjectNode json = JSON.objectNode().put("name", use.name());
        ArrayNode keys = json.putArray("keys");
        use.keys().forEach(keys::add);
        return json;
    }

    private static ObjectNode store(StoreUse use) {
        ObjectNode json = JSON.objectNode();
        json.put("endpoint", use.endpoint()).put("bucket", use.bucket()).put("prefix", use.prefix());
        use.region().ifPresent(r -> json.put("region", r));
        json.put("pathStyle", use.pathStyle()).put("checksumMode", use.checksumMode());
        json.set("credentials", secret(use.credentials()));
        use.certificateAuthority().ifPresent(ca -> json.set("certificateAuthority", secret(ca)));
        return json.put("access", use.access().name())
                .put("chosenBy", use.chosenBy().name());
    }

    static RunPlan decode(JsonNode json) {
        return new RunPlan(
                list(json.path("stages"), PlanCodec::stage),
                list(json.path("locks"), l -> new LockKey(l.asText())),
                list(json.path("secrets"), PlanCodec::secret),
                list(json.path("stores"), PlanCodec::store),
                json.path("facts"),
                list(
                        json.path("warnings"),
                        w -> new Warning(
                                w.path("reason").asText(), w.path("message").asText())));
    }

    private static Stage stage(JsonNode json) {
        return new Stage(
                json.path("name").asText(),
                ActionCodec.decode(json.path("action")),
                text(json, "check"),
                Lifetime.valueOf(json.path("lifetime").asText()),
                new Stage.Effect(
                        Stage.Effect.Kind.valueOf(json.path("effect").asText()),
                        json.path("effectOn").asText()),
                Duration.parse(json.path("startWithin").asText()),
                Duration.parse(json.path("within").asText()),
                json.path("optional").asBoolean(),
                text(json, "publishes"),
                text(json, "eraseUnlessSucceeded"));
    }

    private static SecretUse secret(JsonNode json) {
        return new SecretUse(json.path("name").asText(), list(json.path("keys"), JsonNode::asText));
    }

    private static StoreUse store(JsonNode json) {
        return new StoreUse(
                json.path("endpoint").asText(),
                json.path("bucket").asText(),
                json.path("prefix").asText(),
                text(json, "region"),
                json.path("pathStyle").asBoolean(),
                json.path("checksumMode").asText(),
                secret(json.path("credentials")),
                json.has("certificateAuthority")
                        ? Optional.of(secret(json.path("certificateAuthority")))
                        : Optional.empty(),
                StoreUse.Access.valueOf(json.path("access").asText()),
                StoreUse.ChosenBy.valueOf(json.path("chosenBy").asText()));
    }

    private static Optional<String> text(JsonNode json, String field) {
        return Optional.ofNullable(json.path(field).textValue());
    }

    private static <T> List<T> list(JsonNode array, java.util.function.Function<JsonNode, T> item) {
        List<T> items = new ArrayList<>();
        array.forEach(i -> items.add(item.apply(i)));
        return items;
    }
}
