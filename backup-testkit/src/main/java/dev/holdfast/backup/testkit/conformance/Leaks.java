package dev.holdfast.backup.testkit.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.api.CoreApi;
import dev.holdfast.backup.api.Labels;
import java.util.List;

/** Looks for values of Secrets where they must not be. */
final class Leaks {

    private final Scene scene;
    private final List<String> values;

    Leaks(Scene scene) {
        this.scene = scene;
        this.values = scene.cast.secretValues();
    }

    void judge(Verdict verdict) {
        for (String value : values) {
            scene.findings.plans().stream()
                    .filter(p -> p.toString().contains(value))
                    .findFirst()
                    .ifPresent(p -> verdict.expect(Rule.I7, false, "a plan holds the value of a Secret: " + p));
            scene.history.entries().stream()
                    .map(History.Entry::object)
                    .filter(o -> isOurs(o) && o.toString().contains(value))
                    .findFirst()
                    .ifPresent(o -> verdict.expect(
                            Rule.I7,
                            false,
                            Trees.title(o) + " holds the value of a Secret: " + Trees.condition(o, "Ready")));
        }
    }

    /** What the engine writes: its own kinds, events, and what it makes for runs, but Secrets. */
    private static boolean isOurs(JsonNode object) {
        String kind = object.path("kind").asText();
        return object.path("apiVersion").asText().equals(CoreApi.API_VERSION)
                || kind.equals("Event")
                || !kind.equals("Secret")
                        && !Trees.label(object, Labels.RUN_UID).isEmpty();
    }
}
