package dev.holdfast.backup.testkit.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The definitions of real projects are the best proof that the schema language is complete. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpstreamSchemasTest {

    private static final Path UPSTREAM = Path.of(System.getProperty("upstream.dir", "upstream"));

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Some definitions use more aliases than the client's parser allows. */
    private static final LoadSettings YAML =
            LoadSettings.builder().setMaxAliasesForCollections(1000).build();

    private final Map<String, CrdSchema> schemas = new LinkedHashMap<>();
    private final Map<String, JsonNode> sources = new LinkedHashMap<>();

    @BeforeAll
    void load() throws IOException {
        Assumptions.assumeTrue(
                Files.isDirectory(UPSTREAM.resolve("crds")),
                "No upstream definitions: set -Dupstream.dir to a directory that has crds/ and manifests/");
        for (JsonNode definition : documents(UPSTREAM.resolve("crds"))) {
            for (JsonNode version : definition.at("/spec/versions")) {
                String kind = definition.at("/spec/group").asText() + "/"
                        + version.path("name").asText() + " "
                        + definition.at("/spec/names/kind").asText();
                JsonNode schema = version.at("/schema/openAPIV3Schema");
                schemas.putIfAbsent(kind, CrdSchema.of(schema));
                sources.putIfAbsent(kind, schema);
            }
        }
    }

    @Test
    void everyRuleOfEveryDefinitionCompiles() {
        List<CelRule> rules = new ArrayList<>();
        sources.values().forEach(schema -> schema.findValues("x-kubernetes-validations")
                .forEach(list -> rules.addAll(CelRule.listOf(list))));

        assertThat(schemas.size()).isGreaterThan(40);
        assertThat(rules)
                .hasSizeGreaterThan(40)
                .allSatisfy(rule -> assertThat(rule.problem()).as(rule.label()).isEmpty());
    }

    @Test
    void acceptsThePublishedExampleManifests() throws IOException {
        int judged = 0;
        for (JsonNode manifest : documents(UPSTREAM.resolve("manifests/nats"))) {
            Optional<CrdSchema> schema = schema(manifest);
            if (schema.isPresent()) {
                CrdSchema.Pruned pruned = schema.get().prune((ObjectNode) manifest);
                assertThat(pruned.unknownFields()).isEmpty();
                assertThat(schema.get().validateCreate(schema.get().withDefaults(pruned.object())))
                        .isEmpty();
                judged++;
            }
        }
        assertThat(judged).isGreaterThanOrEqualTo(4);
    }

    @Test
    void aBackupJobKeepsItsClass() {
        CrdSchema schema = schemas.get("backups.cozystack.io/v1alpha1 BackupJob");
        String job =
                """
                apiVersion: backups.cozystack.io/v1alpha1
                kind: BackupJob
                metadata: {name: a}
                spec: {backupClassName: %s, applicationRef: {apiGroup: apps.cozystack.io, kind: NATS, name: n}}
                """;

        assertThat(schema.validateUpdate(object(job.formatted("other")), object(job.formatted("first"))))
                .containsExactly(new FieldError(
                        FieldError.Reason.INVALID,
                        "spec.backupClassName",
                        "Invalid value: \"other\": backupClassName is immutable"));
        assertThat(schema.validateCreate(object(job.formatted("''"))))
                .extracting(FieldError::field)
                .contains("spec.backupClassName");
    }

    @Test
    void anEtcdClusterGrowsItsStorageButDoesNotShrinkIt() {
        String kind = schemas.keySet().stream()
                .filter(name -> name.endsWith(" EtcdCluster"))
                .findFirst()
                .orElseThrow();
        String cluster =
                """
                apiVersion: %s
                kind: EtcdCluster
                metadata: {name: a}
                spec: {replicas: 3, version: 3.5.0, storage: {size: %s}}
                """;
        String version = kind.substring(0, kind.indexOf(' '));
        ObjectNode old = object(cluster.formatted(version, "1Gi"));

        assertThat(schemas.get(kind).validateUpdate(object(cluster.formatted(version, "2Gi")), old))
                .isEmpty();
        assertThat(schemas.get(kind).validateUpdate(object(cluster.formatted(version, "512Mi")), old))
                .extracting(FieldError::message)
                .anySatisfy(message -> assertThat(message).contains("spec.storage.size cannot be shrunk"));
    }

    private Optional<CrdSchema> schema(JsonNode manifest) {
        return Optional.ofNullable(schemas.get(manifest.path("apiVersion").asText() + " "
                + manifest.path("kind").asText()));
    }

    private static ObjectNode object(String yaml) {
        return Serialization.unmarshal(yaml, ObjectNode.class);
    }

    private static List<JsonNode> documents(Path directory) throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                for (String document : Files.readString(file).split("(?m)^---\\s*$", -1)) {
                    if (document.lines().anyMatch(line -> line.startsWith("kind:"))) {
                        documents.add(MAPPER.valueToTree(new Load(YAML).loadFromString(document)));
                    }
                }
            }
        }
        return documents;
    }
}
