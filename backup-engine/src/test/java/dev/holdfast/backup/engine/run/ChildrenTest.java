package dev.holdfast.backup.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.api.Labels;
import dev.holdfast.backup.api.Names;
import dev.holdfast.backup.spi.Lifetime;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.ResourceKind;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.Stage;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChildrenTest {

    private static final Stage POD = Samples.podStage("backup");
    private static final String LONG = "a-very-long-name-".repeat(14) + "end";

    private static JobView owner(ResourceKind kind, String name) {
        return Samples.view(kind, name, "{'spec':{'planRef':{'name':'" + LONG + "'}}}");
    }

    private static Run run(Operation operation, int attempt, Stage stage) {
        Run run = Samples.run(operation, RunPlan.of(stage));
        Position position = run.position();
        for (int i = 1; i < attempt; i++) {
            position = position.nextAttempt(Samples.NOON);
        }
        return run.withPosition(position);
    }

    private static String name(Operation operation, int attempt, String owner) {
        return Children.ref(POD, run(operation, attempt, POD), owner(Kinds.BACKUP_JOB, owner))
                .orElseThrow()
                .name();
    }

    private static JsonNode manifest(Stage stage, JobView owner) {
        return Children.manifest(stage, run(Operation.BACKUP, 1, stage), owner).orElseThrow();
    }

    @Test
    void aPodStagesJobIsNamedAfterOwnerStageAndLaterAttempt() {
        assertThat(name(Operation.BACKUP, 1, "nightly")).isEqualTo("nightly-backup");
        assertThat(name(Operation.BACKUP, 2, "nightly")).isEqualTo("nightly-backup-2");
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void namesFitAndDifferByAttemptAlsoForLongOwners(Operation operation) {
        String first = name(operation, 1, LONG);
        String second = name(operation, 2, LONG);

        assertThat(first).hasSizeLessThanOrEqualTo(63).matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
        assertThat(second).hasSizeLessThanOrEqualTo(63).isNotEqualTo(first);
        assertThat(name(operation, 1, LONG)).isEqualTo(first);
    }

    @Test
    void namesHaveNoDots() {
        assertThat(name(Operation.BACKUP, 1, "v1.2.3")).doesNotContain(".");
    }

    @Test
    void twoReclaimsOfOneNameDoNotMeet() {
        assertThat(name(Operation.RECLAIM, 1, "b")).matches("b-backup-[0-9a-f]{6}");
    }

    @Test
    void theManifestBearsTheNameThatIsLookedFor() {
        Run run = run(Operation.BACKUP, 3, POD);
        JobView owner = owner(Kinds.BACKUP_JOB, LONG);

        assertThat(Children.manifest(POD, run, owner)
                        .orElseThrow()
                        .at("/metadata/name")
                        .asText())
                .isEqualTo(Children.ref(POD, run, owner).orElseThrow().name());
    }

    @Test
    void aStageThatOnlyWaitsOrErasesCreatesNothing() {
        for (Stage stage : new Stage[] {Stage.await("done"), Stage.erase("s3://b/k")}) {
            Run run = run(Operation.RECLAIM, 1, stage);
            assertThat(Children.ref(stage, run, owner(Kinds.BACKUP, "b"))).isEmpty();
            assertThat(Children.manifest(stage, run, owner(Kinds.BACKUP, "b"))).isEmpty();
        }
    }

    @Test
    void everyLabelIsValidForTheLongestNames() {
        JsonNode labels = manifest(POD, owner(Kinds.BACKUP_JOB, LONG)).at("/metadata/labels");
        Map<String, String> values = new TreeMap<>();
        labels.properties().forEach(e -> values.put(e.getKey(), e.getValue().asText()));

        assertThat(values)
                .containsEntry(Labels.RUN_UID, "run-uid")
                .containsEntry(Labels.STAGE, "backup")
                .containsEntry(Labels.OWNER_NAME, Names.labelValue(LONG))
                .containsEntry(Labels.PLAN, Names.labelValue(LONG))
                .containsEntry(Labels.APPLICATION_NAME, "db")
                .containsEntry("job.strategy.backups.cozystack.io/mode", "backup");
        assertThat(values.values())
                .allMatch(v -> v.length() <= 63 && v.matches("[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?"));
    }

    @Test
    void aChildOfTheRunIsOwnedByItsJob() {
        JsonNode owner = manifest(POD, owner(Kinds.BACKUP_JOB, "nightly")).at("/metadata/ownerReferences/0");

        assertThat(owner)
                .isEqualTo(Samples.json("{'apiVersion':'backups.cozystack.io/v1alpha1','kind':'BackupJob',"
                        + "'name':'nightly','uid':'uid-of-nightly','controller':true,'blockOwnerDeletion':false}"));
    }

    @Test
    void nothingIsOwnedThatOutlivesTheRunOrLivesElsewhereOrCleansUpABackup() {
        Stage here = Samples.createStage("make", ObjectRef.of("v1", "ConfigMap", "ns", "x"));
        Stage elsewhere = Samples.createStage("make", ObjectRef.of("v1", "ConfigMap", "other", "x"));
        JobView job = owner(Kinds.BACKUP_JOB, "nightly");

        assertThat(manifest(here, job).at("/metadata/ownerReferences")).hasSize(1);
        assertThat(manifest(here.lifetime(Lifetime.BACKUP), job).at("/metadata/ownerReferences"))
                .isEmpty();
        assertThat(manifest(here.lifetime(Lifetime.UNMANAGED), job).at("/metadata/ownerReferences"))
                .isEmpty();
        assertThat(manifest(elsewhere, job).at("/metadata/ownerReferences")).isEmpty();
        assertThat(manifest(here, owner(Kinds.BACKUP, "b")).at("/metadata/ownerReferences"))
                .isEmpty();
    }

    @Test
    void theDriversManifestIsStampedAndNotChanged() {
        Stage stage = Samples.createStage("make", ObjectRef.of("v1", "ConfigMap", "ns", "x"));
        String before = stage.action().toString();

        assertThat(manifest(stage, owner(Kinds.BACKUP_JOB, "nightly")).at("/metadata/labels"))
                .isNotEmpty();
        assertThat(stage.action().toString()).isEqualTo(before);
    }
}
