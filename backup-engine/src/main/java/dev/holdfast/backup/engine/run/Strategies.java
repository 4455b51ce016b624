package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.spi.Strategy;
import dev.holdfast.backup.spi.StrategyType;
import java.util.Map;
import java.util.TreeMap;

/** Strategies as values, and as the snapshot that a Backup keeps. Pure. */
final class Strategies {

    private static final String OURS = "backups.cozystack.io/";

    private Strategies() {}

    static Strategy of(StrategyType type, JobView view) {
        return strategy(type, view.ref().name(), view.uid(), view.generation(), ours(view.annotations()), view.spec());
    }

    private static Strategy strategy(
            StrategyType type,
            String name,
            String uid,
            long generation,
            Map<String, String> annotations,
            JsonNode spec) {
        ObjectNode digested = JsonNodeFactory.instance.objectNode();
        digested.set("spec", spec);
        annotations.forEach(digested.putObject("annotations")::put);
        return new Strategy(type, name, uid, generation, annotations, spec, Digests.of(digested));
    }

    /** Only annotations that Holdfast or its drivers read: {@code [prefix.]backups.cozystack.io/…}. */
    private static Map<String, String> ours(Map<String, String> annotations) {
        Map<String, String> ours = new TreeMap<>();
        annotations.forEach((key, value) -> {
            if (key.contains(OURS)) {
                ours.put(key, value);
            }
        });
        return ours;
    }

    /** The strategy as it is now, compressed, for an annotation of a Backup. */
    static String snapshot(Strategy strategy) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", strategy.name()).put("uid", strategy.uid()).put("generation", strategy.generation());
        json.put("group", strategy.type().group()).put("kind", strategy.type().kind());
        strategy.annotations().forEach(json.putObject("annotations")::put);
        json.set("spec", strategy.spec());
        return RunCodec.pack(json.toString());
    }

    static Strategy fromSnapshot(String packed) {
        JsonNode json = RunCodec.parse(RunCodec.unpack(packed));
        Map<String, String> annotations = new TreeMap<>();
        json.path("annotations")
                .properties()
                .forEach(e -> annotations.put(e.getKey(), e.getValue().asText()));
        return strategy(
                new StrategyType(json.path("group").asText(), json.path("kind").asText()),
                json.path("name").asText(),
                json.path("uid").asText(),
                json.path("generation").asLong(),
                annotations,
                json.path("spec"));
    }
}
