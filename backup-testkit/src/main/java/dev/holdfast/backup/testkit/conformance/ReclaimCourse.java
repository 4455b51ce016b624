package dev.holdfast.backup.testkit.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** The older of two Backups is deleted, and its data with it. */
final class ReclaimCourse extends Course {

    ReclaimCourse(Scene scene) {
        super(scene);
    }

    private Optional<JsonNode> older() {
        return scene.find("Backup", Trees.name(scene.older()));
    }

    @Override
    void start(Order order) {
        scene.delete("Backup", Trees.name(scene.older()));
    }

    @Override
    boolean hasEnded() {
        return older().map(b -> Trees.condition(b, "CleanedUp").path("reason").asText())
                .map("DataRetained"::equals)
                .orElse(true);
    }

    @Override
    boolean hasSucceeded() {
        return older().isEmpty();
    }

    @Override
    String ending() {
        return older().map(b -> "the Backup is still there: " + b.at("/status/conditions"))
                .orElse("the Backup is gone");
    }

    @Override
    void judge(Verdict verdict) {
        Optional<String> held = scene.operator.artifact(scene.older());
        verdict.expect(
                Rule.NOTHING_LEFT,
                !hasSucceeded() || !verdict.sparesArtifact() || held.isEmpty(),
                "the Backup is gone, and its artifact still holds " + Course.words(held));
        newerIsThere(verdict);
        holds(verdict, Rule.OTHERS, scene.cast.application(), LIVE);
    }
}
