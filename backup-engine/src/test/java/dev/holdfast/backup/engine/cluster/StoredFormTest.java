package dev.holdfast.backup.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoredFormTest {

    private static GenericKubernetesResource job(String phase) throws JsonProcessingException {
        return new ObjectMapper()
                .readValue(
                        """
                        {"apiVersion":"backups.cozystack.io/v1alpha1","kind":"BackupJob",
                         "metadata":{"name":"j","namespace":"ns","uid":"u","resourceVersion":"7","labels":{"a":"b"},
                                     "annotations":{"c":"d"},"managedFields":[{"manager":"x"}]},
                         "spec":{"x":1},
                         "status":{"phase":"%s","backupRef":{"name":"b"},"run":{"big":1},"conditions":[
                           {"type":"backups.cozystack.io/Run","status":"True"},{"type":"Ready","status":"True"}]}}
                        """
                                .formatted(phase),
                        GenericKubernetesResource.class);
    }

    @Test
    void aRunThatHasEndedIsKeptWithoutItsRecord() throws JsonProcessingException {
        GenericKubernetesResource stored = StoredForm.run(job("Succeeded"));

        assertThat(stored.<Object>get("status", "run")).isNull();
        assertThat(stored.<Object>get("status", "backupRef", "name")).isEqualTo("b");
        List<Map<String, Object>> conditions = stored.get("status", "conditions");
        assertThat(conditions).extracting(c -> c.get("type")).containsExactly("Ready");
        assertThat(stored.getMetadata().getManagedFields()).isEmpty();
    }

    @Test
    void aRunThatGoesOnIsKeptWhole() throws JsonProcessingException {
        GenericKubernetesResource stored = StoredForm.run(job("Running"));

        assertThat(stored.<Object>get("status", "run", "big")).isEqualTo(1);
        List<Map<String, Object>> conditions = stored.get("status", "conditions");
        assertThat(conditions).hasSize(2);
    }

    @Test
    void ofOtherPeoplesObjectsOnlyMetadataIsKept() throws JsonProcessingException {
        GenericKubernetesResource stored = StoredForm.metadata(job("Running"));

        assertThat(stored.getAdditionalProperties()).isEmpty();
        assertThat(stored.getMetadata().getAnnotations()).isNullOrEmpty();
        assertThat(stored.getMetadata().getLabels()).containsEntry("a", "b");
        assertThat(stored.getMetadata().getUid()).isEqualTo("u");
        assertThat(stored.getMetadata().getResourceVersion()).isEqualTo("7");
    }
}
