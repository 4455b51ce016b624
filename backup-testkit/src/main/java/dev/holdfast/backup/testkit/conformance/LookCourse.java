package dev.holdfast.backup.testkit.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/** The data of the older of two Backups is verified, or looked for. */
final class LookCourse extends Course {

    private final boolean verifies;

    LookCourse(Scene scene, boolean verifies) {
        super(scene);
        this.verifies = verifies;
    }

    private JsonNode condition() {
        return scene.find("Backup", Trees.name(scene.older()))
                .map(b -> Trees.condition(b, verifies ? "Verified" : "ArtifactPresent"))
                .orElse(MissingNode.getInstance());
    }

    @Override
    void start(Order order) {
        String backup = Trees.name(scene.older());
        boolean asked = verifies
                ? scene.operations().verify(scene.namespace(), backup)
                : scene.operations().inspect(scene.namespace(), backup);
        if (!asked) {
            throw new AssertionError("Backup " + backup + " cannot be looked at: it is not there");
        }
    }

    /** A look that could not be made ends as well, and is repeated some day. */
    @Override
    boolean hasEnded() {
        String reason = condition().path("reason").asText();
        return condition().path("status").asText().matches("True|False")
                || !verifies && !reason.isEmpty() && !reason.equals("Requested");
    }

    @Override
    boolean hasSucceeded() {
        return condition().path("status").asText().equals("True")
                || condition().path("reason").asText().equals("InspectionFailed");
    }

    @Override
    String ending() {
        return "the Backup says " + condition();
    }

    @Override
    void judge(Verdict verdict) {
        holds(verdict, Rule.OTHERS, scene.cast.application(), LIVE);
        newerIsThere(verdict);
    }
}
