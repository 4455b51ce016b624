package dev.holdfast.backup.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class RoundTripTest {

    static final List<String> KINDS = Crds.KINDS;

    private static final Map<String, Class<? extends HasMetadata>> TYPES = Map.of(
            "BackupClass", BackupClass.class,
            "Plan", Plan.class,
            "BackupJob", BackupJob.class,
            "Backup", Backup.class,
            "RestoreJob", RestoreJob.class);

    private final KubernetesSerialization json = new KubernetesSerialization();

    @ParameterizedTest
    @FieldSource("KINDS")
    void keepsEveryFieldExactly(String kind) {
        JsonNode sample = Samples.of(kind);

        assertThat(roundTrip(sample, kind)).isEqualTo(sample);
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void keepsFieldsItDoesNotKnowAtEveryDepth(String kind) {
        JsonNode sample = Samples.of(kind);
        addUnknown(sample.get("spec"));
        addUnknown(sample.get("status"));

        assertThat(roundTrip(sample, kind)).isEqualTo(sample);
    }

    @Test
    void keepsARunRecordWithoutNulls() {
        RunRecord run = new RunRecord();
        run.setVersion(1);
        run.setUid("u-1");
        run.setStrategy(new StrategyIdentity("nightly", "u-2", 3L, "sha256:00"));
        run.setParameters(Map.of("tier", "gold"));
        run.setClaimed(true);
        run.setExit(new ExitRecord(Reasons.BACKUP_COMPLETED.wire(), "done"));

        JsonNode tree = Crds.yaml(json.asJson(run));

        assertThat(tree).hasSize(6);
        assertThat(tree).isEqualTo(Crds.yaml(json.asJson(json.unmarshal(json.asJson(run), RunRecord.class))));
    }

    @Test
    void readsValuesOutsideTheVocabulary() {
        ObjectNode sample = (ObjectNode) Samples.of("BackupJob");
        ((ObjectNode) sample.get("status")).put("phase", "Paused");

        assertThat(roundTrip(sample, "BackupJob")).isEqualTo(sample);
    }

    private JsonNode roundTrip(JsonNode sample, String kind) {
        HasMetadata object = json.unmarshal(sample.toString(), TYPES.get(kind));
        return Crds.yaml(json.asJson(object));
    }

    private static void addUnknown(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.forEach(RoundTripTest::addUnknown);
            if (!isStringMap(object)) {
                object.putObject("addedLater").put("deep", 1).putArray("list").add("x");
            }
        } else if (node instanceof ArrayNode array) {
            array.forEach(RoundTripTest::addUnknown);
        }
    }

    private static boolean isStringMap(ObjectNode object) {
        return object.has("tier") || object.has("cnpg.io/backup-name");
    }
}
