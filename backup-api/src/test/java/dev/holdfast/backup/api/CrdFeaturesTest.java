package dev.holdfast.backup.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class CrdFeaturesTest {

    static final List<String> KINDS = Crds.KINDS;

    private static final Map<String, List<String>> COLUMNS = Map.of(
            "BackupClass", List.of("Ready", "Age"),
            "Plan", List.of("Schedule", "Class", "Age"),
            "BackupJob", List.of("Kind", "Application", "Class", "Phase", "Reason", "Age"),
            "Backup", List.of("Kind", "Application", "Taken", "Size", "Phase", "Age"),
            "RestoreJob", List.of("Backup", "Target", "Phase", "Age"));
    private static final Map<String, String> SHORT_NAMES =
            Map.of("BackupClass", "bc", "Plan", "bplan", "BackupJob", "bj", "Backup", "bak", "RestoreJob", "rj");

    @Test
    void shipsTheFiveKinds() {
        assertThat(CoreCrds.all())
                .extracting(crd -> crd.getSpec().getNames().getKind())
                .containsExactlyElementsOf(KINDS);
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void listsWithTheColumnsThatAnswerTheQuestion(String kind) {
        List<String> names = new ArrayList<>();
        Crds.version(Crds.ours(kind))
                .at("/additionalPrinterColumns")
                .forEach(c -> names.add(c.at("/name").asText()));

        assertThat(names).isEqualTo(COLUMNS.get(kind));
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void hasAShortNameAndTheCategory(String kind) {
        JsonNode names = Crds.ours(kind).at("/spec/names");

        assertThat(names.at("/shortNames/0").asText()).isEqualTo(SHORT_NAMES.get(kind));
        assertThat(names.at("/categories/0").asText()).isEqualTo("backups");
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void explainsItself(String kind) {
        assertThat(Crds.schema(Crds.ours(kind)).at("/description").asText()).isNotBlank();
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void neverEmitsTheMapOfUnknownFields(String kind) {
        assertThat(Crds.ours(kind).findValues("additionalProperties"))
                .allSatisfy(map -> assertThat(map.at("/type").asText()).isEqualTo("string"));
        assertThat(Crds.ours(kind).toString()).doesNotContain("\"additionalProperties\":{\"properties\"");
    }

    @Test
    void onlyBackupsHaveNoStatusSubresource() {
        for (String kind : KINDS) {
            boolean has = Crds.version(Crds.ours(kind)).at("/subresources").has("status");

            assertThat(has).as(kind).isEqualTo(!kind.equals("Backup"));
        }
    }

    @Test
    void addsPoliciesAndDeadlines() {
        for (String kind : List.of("BackupClass", "BackupJob", "Backup")) {
            List<String> values = new ArrayList<>();
            spec(kind).at("/deletionPolicy/enum").forEach(value -> values.add(value.asText()));

            assertThat(values).as(kind).containsExactlyInAnyOrder("Retain", "Delete");
        }
        for (String kind : List.of("BackupClass", "BackupJob", "RestoreJob")) {
            for (String bound : List.of("waitSeconds", "startSeconds", "runSeconds")) {
                assertThat(spec(kind)
                                .at("/deadlines/properties/" + bound + "/type")
                                .asText())
                        .isEqualTo("integer");
                assertThat(spec(kind)
                                .at("/deadlines/properties/" + bound + "/minimum")
                                .asInt())
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void addsTheRunRecordAndWhatARestoreShows() {
        assertThat(status("BackupJob").at("/run"))
                .isEqualTo(status("RestoreJob").at("/run"));
        assertThat(status("BackupJob").at("/run/properties")).hasSize(25);
        assertThat(status("BackupJob").at("/run").findValues("required")).isEmpty();
        assertThat(status("BackupJob").at("/run/properties/stageSince/format").asText())
                .isEqualTo("date-time");
        for (String freeForm : List.of("facts", "result")) {
            JsonNode schema = status("BackupJob").at("/run/properties/" + freeForm);
            assertThat(schema.at("/type").asText()).isEqualTo("object");
            assertThat(schema.at("/x-kubernetes-preserve-unknown-fields").asBoolean())
                    .isTrue();
        }
        assertThat(status("RestoreJob").at("/plan/items/type").asText()).isEqualTo("string");
        assertThat(status("RestoreJob").has("target")).isTrue();
        assertThat(status("RestoreJob").has("backupRef")).isTrue();
    }

    private static JsonNode spec(String kind) {
        return Crds.schema(Crds.ours(kind)).at("/properties/spec/properties");
    }

    private static JsonNode status(String kind) {
        return Crds.schema(Crds.ours(kind)).at("/properties/status/properties");
    }
}
