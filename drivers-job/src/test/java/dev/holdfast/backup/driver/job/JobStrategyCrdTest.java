package dev.holdfast.backup.driver.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobStrategyCrdTest {

    private static JsonNode ours() throws IOException {
        String path = "/META-INF/fabric8/jobs.strategy.backups.cozystack.io-v1.yml";
        try (InputStream in = JobStrategy.class.getResourceAsStream(path)) {
            return Fixtures.yaml(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static JsonNode upstream() throws IOException {
        assumeThat(Fixtures.upstream())
                .as("needs the upstream files: -Dupstream.dir=<folder with crds/ and manifests/>")
                .isPresent();
        return Fixtures.yaml(Files.readString(
                Fixtures.upstream().orElseThrow().resolve("crds/cozystack/strategy.backups.cozystack.io_jobs.yaml")));
    }

    private static List<String> namesOf(JsonNode schemas) {
        List<String> names = new ArrayList<>();
        schemas.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void isTheKindThatUpstreamServes() throws IOException {
        JsonNode ours = ours();
        JsonNode upstream = upstream();

        for (String pointer : List.of(
                "/metadata/name",
                "/spec/group",
                "/spec/names/kind",
                "/spec/names/plural",
                "/spec/names/singular",
                "/spec/scope",
                "/spec/versions/0/name",
                "/spec/versions/0/subresources")) {
            assertThat(ours.at(pointer)).as(pointer).isEqualTo(upstream.at(pointer));
        }
        // The API server completes the name of the list to this when a CRD leaves it out.
        assertThat(upstream.at("/spec/names/listKind").asText())
                .isEqualTo(ours.at("/spec/names/kind").asText() + "List");
    }

    @Test
    void acceptsEveryTemplateAndDemandsNoMoreThanUpstream() throws IOException {
        JsonNode spec = ours().at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");
        JsonNode theirs = upstream().at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");

        assertThat(spec.at("/properties/template"))
                .isEqualTo(Fixtures.yaml("type: object\nx-kubernetes-preserve-unknown-fields: true"));
        assertThat(namesOf(spec.get("properties"))).isEqualTo(namesOf(theirs.get("properties")));
        assertThat(spec.get("required")).isEqualTo(theirs.get("required"));
    }

    @Test
    void conditionsHaveTheFieldsOfUpstream() throws IOException {
        String pointer =
                "/spec/versions/0/schema/openAPIV3Schema/properties/status/properties/conditions/items/properties";

        assertThat(namesOf(ours().at(pointer)))
                .containsExactlyInAnyOrderElementsOf(namesOf(upstream().at(pointer)));
    }

    @Test
    void aStrategyObjectKeepsTheLabelsOfItsPod() {
        String yaml =
                """
                apiVersion: strategy.backups.cozystack.io/v1alpha1
                kind: Job
                metadata: {name: tool}
                spec:
                  template:
                    metadata: {labels: {mesh: "off"}}
                    spec: {containers: [{name: run, image: tool}]}
                """;

        JobStrategy strategy = Serialization.unmarshal(yaml, JobStrategy.class);

        assertThat(strategy.getSpec().template().getMetadata().getLabels()).containsEntry("mesh", "off");
        assertThat(Serialization.unmarshal(Serialization.asYaml(strategy), JobStrategy.class)
                        .getSpec())
                .isEqualTo(strategy.getSpec());
        assertThat(new JobStrategy().getSpec()).isNull();
    }
}
