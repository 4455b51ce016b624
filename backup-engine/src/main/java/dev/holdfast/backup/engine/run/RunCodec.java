package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.spi.ApplicationRef;
import dev.holdfast.backup.spi.StrategyType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A run's record as the JSON of the API's {@code status.run}, and back. The same JSON stands in a condition's message where the
 * cluster's CRDs prune that field, and in a journal. Pure.
 */
public final class RunCodec {

    /** The format this engine writes. A record of a higher one is left alone. */
    public static final int VERSION = 1;

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private RunCodec() {}

    /** The whole record. */
    public static ObjectNode encode(Run run) {
        ObjectNode json = JSON.objectNode().put("version", VERSION).put("uid", run.uid());
        json.put("operation", run.operation().wire());
        json.put("driver", run.driver().toString());
        pin(json, run.pin());
        json.put("planDigest", run.planDigest());
        json.put("plan", pack(PlanCodec.encode(run.plan()).toString()));
        json.put("claimed", run.claimed());
        if (!run.journal().isEmpty()) {
            json.put("journal", run.journal());
        }
        json.put("stage", run.position().stage());
        json.put("stageSince", run.position().since().toString());
        run.position().told().ifPresent(w -> json.put("waitingReason", w.reason())
                .put("waitingSince", w.since().toString()));
        json.put("attempt", run.position().attempt());
        ArrayNode children = json.putArray("children");
        run.children().forEach(c -> children.add(child(c)));
        json.set("facts", run.facts());
        run.result().ifPresent(r -> json.set("result", ResultCodec.encode(r)));
        json.put("touched", run.touched());
        if (!run.holds().isEmpty()) {
            ArrayNode holds = json.putArray("holds");
            run.holds().forEach(h -> holds.add(EffectCodec.hold(h)));
        }
        if (!run.hits().isEmpty()) {
            ArrayNode hits = json.putArray("hits");
            run.hits().forEach(h -> hits.add(EffectCodec.hit(h)));
        }
        run.exit().ifPresent(e -> {
            ObjectNode exit = json.putObject("exit").put("reason", e.reason()).put("message", e.message());
            exit.put("since", e.since().toString());
            e.field().ifPresent(f -> exit.put("field", f));
        });
        return json;
    }

    /** What is kept of a run that has ended: enough to say what it was. */
    static ObjectNode ended(Run run) {
        ObjectNode json = JSON.objectNode().put("version", VERSION).put("uid", run.uid());
        json.put("operation", run.operation().wire()).put("driver", run.driver().toString());
        pin(json, run.pin());
        return json;
    }

    /** What a RestoreJob's status shows of a run whose record stands in a journal. */
    static ObjectNode pointer(Run run, String journal) {
        return ended(run).put("journal", journal);
    }

    /** Whether a record is whole: that of a run that has not ended, and not a pointer to a journal. */
    static boolean isWhole(JsonNode json) {
        return json.hasNonNull("plan");
    }

    private static void pin(ObjectNode json, Pin pin) {
        json.putObject("backupClass").put("name", pin.backupClass());
        json.putObject("strategy")
                .put("name", pin.strategy().name())
                .put("uid", pin.strategy().uid())
                .put("generation", pin.strategy().generation())
                .put("digest", pin.strategy().digest());
        json.set("application", application(pin.application()));
        json.set("target", application(pin.target()));
        pin.backup()
                .ifPresent(b -> json.putObject("backup").put("name", b.name()).put("uid", b.uid()));
        ObjectNode parameters = json.putObject("parameters");
        pin.parameters().forEach(parameters::put);
        json.put("inputsDigest", pin.inputsDigest());
    }

    private static ObjectNode application(ApplicationRef app) {
        ObjectNode json = JSON.objectNode().put("apiGroup", app.group()).put("kind", app.kind());
        json.put("namespace", app.namespace()).put("name", app.name());
        app.uid().ifPresent(u -> json.put("uid", u));
        return json;
    }

    private static ObjectNode child(Child child) {
        return EffectCodec.ref(child.ref()).put("stage", child.stage()).put("uid", child.uid());
    }

    /** Reads what {@link #encode} wrote. */
    public static Run decode(JsonNode json) {
        String driver = json.path("driver").asText();
        int slash = driver.lastIndexOf('/');
        List<Child> children = new ArrayList<>();
        json.path("children").forEach(c -> children.add(child(c)));
        Optional<Position.Wait> wait = text(json, "waitingReason")
                .map(r -> new Position.Wait(
                        r, Instant.parse(json.path("waitingSince").asText())));
        return new Run(
                Operation.of(json.path("operation").asText()),
                json.path("uid").asText(),
                new StrategyType(driver.substring(0, slash), driver.substring(slash + 1)),
                pin(json),
                PlanCodec.decode(parse(unpack(json.path("plan").asText()))),
                json.path("planDigest").asText(),
                json.path("claimed").asBoolean(),
                json.path("journal").asText(),
                new Position(
                        json.path("stage").asText(),
                        Instant.parse(json.path("stageSince").asText()),
                        wait,
                        json.path("attempt").asInt(1)),
                children,
                json.has("facts") ? json.path("facts") : JSON.objectNode(),
                json.has("result") ? Optional.of(ResultCodec.decode(json.path("result"))) : Optional.empty(),
                json.path("touched").asBoolean(),
                json.has("exit") ? Optional.of(exit(json.path("exit"))) : Optional.empty(),
                EffectCodec.list(json.path("holds"), EffectCodec::hold),
                EffectCodec.list(json.path("hits"), EffectCodec::hit));
    }

    private static Exit exit(JsonNode json) {
        return new Exit(
                json.path("reason").asText(),
                json.path("message").asText(),
                text(json, "field"),
                Instant.parse(json.path("since").asText()));
    }

    private static Pin pin(JsonNode json) {
        JsonNode strategy = json.path("strategy");
        Map<String, String> parameters = new HashMap<>();
        json.path("parameters")
                .properties()
                .forEach(e -> parameters.put(e.getKey(), e.getValue().asText()));
        JsonNode backup = json.path("backup");
        return new Pin(
                json.at("/backupClass/name").asText(),
                new Pin.StrategyPin(
                        strategy.path("name").asText(),
                        strategy.path("uid").asText(),
                        strategy.path("generation").asLong(),
                        strategy.path("digest").asText()),
                application(json.path("application")),
                application(json.path("target")),
                backup.isObject()
                        ? Optional.of(new Pin.BackupPin(
                                backup.path("name").asText(), backup.path("uid").asText()))
                        : Optional.empty(),
                parameters,
                json.path("inputsDigest").asText());
    }

    private static ApplicationRef application(JsonNode json) {
        return new ApplicationRef(
                json.path("apiGroup").asText(),
                json.path("kind").asText(),
                json.path("namespace").asText(),
                json.path("name").asText(),
                text(json, "uid"));
    }

    private static Child child(JsonNode json) {
        return new Child(
                json.path("stage").asText(),
                EffectCodec.ref(json),
                json.path("uid").asText());
    }

    private static Optional<String> text(JsonNode json, String field) {
        return Optional.ofNullable(json.path(field).textValue());
    }

    /** Compresses a text into letters and digits. */
    public static String pack(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** Reads what {@link #pack} wrote. */
    public static String unpack(String packed) {
        try (GZIPInputStream gzip =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(packed)))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
