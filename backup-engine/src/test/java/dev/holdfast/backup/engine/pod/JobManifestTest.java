package dev.holdfast.backup.engine.pod;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.spi.PodSettings;
import dev.holdfast.backup.spi.StageAction;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobManifestTest {

    private static final String PLAIN = "{\"spec\": {\"containers\": [{\"name\": \"main\", \"image\": \"i\"}]}}";
    private static final String FULL =
            """
            {"metadata": {"labels": {"app": "tool", "run": "forged"}, "annotations": {"mesh": "off"}},
             "spec": {"restartPolicy": "OnFailure",
              "initContainers": [{"name": "init", "image": "i"}],
              "containers": [{"name": "a", "image": "i", "terminationMessagePolicy": "File"},
                             {"name": "b", "image": "i", "terminationMessagePolicy": ""}]}}
            """;

    @Test
    void hasNameNamespaceAndBounds() {
        ObjectNode job = build(PLAIN, PodSettings.defaults().withBackoffLimit(0), Duration.ofHours(24));

        assertThat(job.at("/apiVersion").asText()).isEqualTo("batch/v1");
        assertThat(job.at("/kind").asText()).isEqualTo("Job");
        assertThat(job.at("/metadata/name").asText()).isEqualTo("db-backup");
        assertThat(job.at("/metadata/namespace").asText()).isEqualTo("tenant");
        assertThat(job.at("/spec/backoffLimit").asInt()).isZero();
        assertThat(job.at("/spec/completions").asInt()).isEqualTo(1);
        assertThat(job.at("/spec/parallelism").asInt()).isEqualTo(1);
        assertThat(job.at("/spec/activeDeadlineSeconds").asLong()).isEqualTo(86_400);
    }

    @Test
    void roundsTheDeadlineUpToSecondsAndToAtLeastOne() {
        assertThat(deadline(Duration.ofMillis(1_001))).isEqualTo(2);
        assertThat(deadline(Duration.ofMillis(1))).isEqualTo(1);
        assertThat(deadline(Duration.ZERO)).isEqualTo(1);
        assertThat(deadline(Duration.ofSeconds(-5))).isEqualTo(1);
    }

    @Test
    void hasNoTimeToLiveSoThatItsResultIsReadFirst() {
        assertThat(build(PLAIN, PodSettings.defaults(), Duration.ofHours(1))
                        .path("spec")
                        .has("ttlSecondsAfterFinished"))
                .isFalse();
    }

    @Test
    void replacesPodsAsTheSettingsSay() {
        PodSettings defaults = PodSettings.defaults();

        assertThat(replacement(defaults)).isEqualTo("Failed");
        assertThat(replacement(defaults.withReplaceOnlyFailed(false))).isEqualTo("TerminatingOrFailed");
    }

    @Test
    void neverRestartsUnlessTheTemplateSaysSo() {
        assertThat(template(PLAIN).at("/spec/restartPolicy").asText()).isEqualTo("Never");
        assertThat(template(PLAIN.replace("\"spec\": {", "\"spec\": {\"restartPolicy\": null, "))
                        .at("/spec/restartPolicy")
                        .asText())
                .isEqualTo("Never");
        assertThat(template(FULL).at("/spec/restartPolicy").asText()).isEqualTo("OnFailure");
    }

    @Test
    void keepsTheLogOfFailedContainersUnlessTheTemplateSaysOtherwise() {
        JsonNode spec = template(FULL).path("spec");

        assertThat(spec.at("/initContainers/0/terminationMessagePolicy").asText())
                .isEqualTo("FallbackToLogsOnError");
        assertThat(spec.at("/containers/0/terminationMessagePolicy").asText()).isEqualTo("File");
        assertThat(spec.at("/containers/1/terminationMessagePolicy").asText()).isEqualTo("FallbackToLogsOnError");
    }

    @Test
    void putsLabelsOnJobAndPodWhereTheyWinOverTheTemplates() {
        ObjectNode job = build(FULL, PodSettings.defaults(), Duration.ofHours(1));

        assertThat(job.at("/metadata/labels").toString()).isEqualTo("{\"mode\":\"backup\",\"run\":\"uid-1\"}");
        JsonNode labels = job.at("/spec/template/metadata/labels");
        assertThat(labels.path("app").asText()).isEqualTo("tool");
        assertThat(labels.path("run").asText()).isEqualTo("uid-1");
        assertThat(labels.path("mode").asText()).isEqualTo("backup");
    }

    @Test
    void putsAnnotationsOnTheJobOnly() {
        ObjectNode job = build(FULL, PodSettings.defaults(), Duration.ofHours(1));

        assertThat(job.at("/metadata/annotations").toString()).isEqualTo("{\"full-name\":\"tenant/db\"}");
        assertThat(job.at("/spec/template/metadata/annotations").toString()).isEqualTo("{\"mesh\":\"off\"}");
    }

    @Test
    void bearsAnOwnerOnlyIfOneIsGiven() {
        StageAction.Pod pod = new StageAction.Pod(json(PLAIN), PodSettings.defaults());
        JsonNode owner = json("{\"kind\": \"BackupJob\", \"uid\": \"u\"}");

        ObjectNode owned =
                JobManifest.build("n", "ns", pod, Duration.ofHours(1), false, Map.of(), Map.of(), Optional.of(owner));
        ObjectNode free =
                JobManifest.build("n", "ns", pod, Duration.ofHours(1), false, Map.of(), Map.of(), Optional.empty());

        assertThat(owned.at("/metadata/ownerReferences")).containsExactly(owner);
        assertThat(free.path("metadata").has("ownerReferences")).isFalse();
    }

    @Test
    void leavesTheGivenTemplateAsItIs() {
        JsonNode template = json(FULL);

        JobManifest.build(
                "n",
                "ns",
                new StageAction.Pod(template, PodSettings.defaults()),
                Duration.ofHours(1),
                false,
                Map.of("run", "uid-1"),
                Map.of(),
                Optional.empty());

        assertThat(template).isEqualTo(json(FULL));
    }

    @Test
    void isAJobThatTheClientUnderstands() {
        Job job = Serialization.unmarshal(
                build(FULL, PodSettings.defaults(), Duration.ofHours(1)).toString(), Job.class);

        assertThat(job.getAdditionalProperties()).isEmpty();
        assertThat(job.getSpec().getAdditionalProperties()).isEmpty();
        assertThat(job.getSpec().getPodReplacementPolicy()).isEqualTo("Failed");
    }

    private static long deadline(Duration duration) {
        return build(PLAIN, PodSettings.defaults(), duration)
                .at("/spec/activeDeadlineSeconds")
                .asLong();
    }

    private static String replacement(PodSettings settings) {
        return build(PLAIN, settings, Duration.ofHours(1))
                .at("/spec/podReplacementPolicy")
                .asText();
    }

    private static JsonNode template(String template) {
        return build(template, PodSettings.defaults(), Duration.ofHours(1)).at("/spec/template");
    }

    private static ObjectNode build(String template, PodSettings settings, Duration deadline) {
        return JobManifest.build(
                "db-backup",
                "tenant",
                new StageAction.Pod(json(template), settings),
                deadline,
                false,
                Map.of("run", "uid-1", "mode", "backup"),
                Map.of("full-name", "tenant/db"),
                Optional.empty());
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
