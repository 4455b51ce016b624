package dev.holdfast.backup.testkit.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.api.Annotations;
import java.util.List;
import java.util.Optional;

/** A backup of what the application holds. */
final class BackupCourse extends Course {

    private String name = Order.NAME;

    BackupCourse(Scene scene) {
        super(scene);
    }

    @Override
    void prepare() {
        scene.serving(false);
    }

    @Override
    void start(Order order) {
        name = order.name();
        scene.create(order.backupJob(scene.cast.application()));
    }

    @Override
    void cancel() {
        scene.operations().cancelBackup(scene.namespace(), name);
    }

    @Override
    boolean hasEnded() {
        return isEnded("BackupJob", name);
    }

    @Override
    boolean hasSucceeded() {
        return phase("BackupJob", name).equals("Succeeded");
    }

    @Override
    String ending() {
        return ending("BackupJob", name);
    }

    @Override
    void judge(Verdict verdict) {
        List<JsonNode> backups = backupsOf(name);
        boolean succeeded = hasSucceeded();
        verdict.expect(Rule.I1, !succeeded || backups.size() == 1, "it succeeded with " + backups.size() + " Backups");
        String uid = scene.find("BackupJob", name).map(Trees::uid).orElse("");
        for (JsonNode backup : backups) {
            verdict.expect(Rule.I1, Trees.phase(backup).equals("Ready"), "the Backup is " + Trees.phase(backup));
            String run = Trees.annotation(backup, Annotations.RUN_UID);
            verdict.expect(Rule.I5, run.equals(uid), "the Backup is of run " + run);
            Optional<String> held = scene.operator.artifact(backup);
            boolean told = backup.at("/status/artifact/uri").asText().isEmpty()
                    && Trees.condition(backup, "ArtifactIdentified")
                            .path("status")
                            .asText()
                            .equals("False");
            verdict.expect(
                    Rule.I1,
                    told || !verdict.sparesArtifact() || held.equals(Optional.of(LIVE)),
                    "the artifact at " + backup.at("/status/artifact/uri") + " holds " + words(held));
        }
    }
}
