package dev.holdfast.backup.testkit.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.testkit.cluster.KubeBinaries;
import dev.holdfast.backup.testkit.cluster.RealCluster;
import dev.holdfast.backup.testkit.cluster.RealClusterOptions;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gives the same object to the schema and to a real API server and expects one answer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrdSchemaAgainstApiServerTest {

    private static final String COLLECTION = "/apis/schema.holdfast.test/v1/namespaces/default/samples";

    private final CrdSchema schema = SampleSchema.schema();
    private final AtomicInteger names = new AtomicInteger();
    private RealCluster cluster;
    private KubernetesClient client;

    @BeforeAll
    void start() {
        Assumptions.assumeTrue(KubeBinaries.isRequired() || RealCluster.find().isPresent(), KubeBinaries.HINT);
        cluster = RealCluster.start(RealCluster.find().orElseThrow(), RealClusterOptions.apiServerOnly());
        client = cluster.client();
        client.load(new ByteArrayInputStream(SampleSchema.DEFINITION.getBytes(StandardCharsets.UTF_8)))
                .create();
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> client.raw(COLLECTION) != null
                        && real("POST", COLLECTION, SampleSchema.sample("x", ""))
                                .toString()
                                .contains("spec.name"));
    }

    @AfterAll
    void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: ab",
                "",
                "name: a",
                "name: abcdef",
                "name: AB",
                "name: 5",
                "name: null",
                "name: ab, low: 0",
                "name: ab, low: null",
                "name: ab, low: 1.0",
                "name: ab, low: 1.5",
                "name: ab, low: 9, high: 8",
                "name: ab, high: 100",
                "name: ab, even: 3",
                "name: ab, small: 3000000000",
                "name: ab, small: text",
                "name: ab, big: 9223372036854775807",
                "name: ab, ratio: 0.25",
                "name: ab, ratio: 1",
                "name: ab, banned: true",
                "name: ab, mode: C",
                "name: ab, when: '2026-01-01T00:00:00Z'",
                "name: ab, when: yesterday",
                "name: ab, maybe: null, never: null, filled: null",
                "name: ab, target: 80",
                "name: ab, target: http",
                "name: ab, target: true",
                "name: ab, nested: {}",
                "name: ab, nested: {depth: 2, other: 1}",
                "name: ab, tags: []",
                "name: ab, tags: [a, b, a, a]",
                "name: ab, tags: [a, 1]",
                "name: ab, ports: [{port: 1}, {port: 2}, {port: 1}]",
                "name: ab, ports: [{host: a}]",
                "name: ab, labels: {}",
                "name: ab, labels: {a: x, b: y, c: z}",
                "name: ab, labels: {a: long}",
                "name: ab, free: {any: {thing: 1}}",
                "name: ab, embedded: {spec: {a: b, c: d}}",
                "name: ab, embedded: {apiVersion: v1, kind: ConfigMap, metadata: {name: a}, other: 1}",
                "name: ab, either: {}",
                "name: ab, either: {a: '1', b: '2'}",
                "name: ab, some: {}",
                "name: ab, size: 512Mi",
                "name: ab, size: 2Gi",
                "name: ab, url: nope",
                "name: ab, url: 'https://a.example/x'",
                "name: ab, unknown: 1, labels: {a: b}",
                "name: a, mode: C, low: 0",
            })
    void judgesANewObjectAsTheApiServerDoes(String spec) {
        ObjectNode object = SampleSchema.sample("s" + names.incrementAndGet(), spec);

        assertThat(simulated(object)).isEqualTo(real("POST", COLLECTION, object));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fixed: a | fixed: a",
                "fixed: a | fixed: b",
                "fixed: a | low: 4",
                "low: 4 | fixed: b",
                "once: a | once: b",
                "low: 4 | once: b",
                "'ports': [{port: 1, host: a}, {port: 2}] | 'ports': [{port: 2, host: b}, {port: 1, host: c}]",
                "'ports': [{port: 1, host: a}] | 'ports': [{port: 3, host: c}]",
                "low: 4, high: 50 | low: 60, high: 50",
            })
    void judgesAChangeAsTheApiServerDoes(String change) {
        String name = "u" + names.incrementAndGet();
        String[] sides = change.split(" \\| ", -1);
        ObjectNode before = SampleSchema.sample(name, "name: ab, " + sides[0]);
        ObjectNode after = SampleSchema.sample(name, "name: ab, " + sides[1]);
        assertThat(real("POST", COLLECTION, before)).isInstanceOf(ObjectNode.class);
        ObjectNode stored = schema.withDefaults(schema.prune(before).object());
        after.with("metadata")
                .put(
                        "resourceVersion",
                        Serialization.unmarshal(client.raw(COLLECTION + "/" + name), ObjectNode.class)
                                .at("/metadata/resourceVersion")
                                .asText());

        ObjectNode candidate = schema.withDefaults(schema.prune(after).object());
        List<FieldError> errors = schema.validateUpdate(candidate, stored);

        Object expected = real("PUT", COLLECTION + "/" + name, after);
        assertThat(errors.isEmpty() ? candidate.get("spec") : words(errors))
                .isEqualTo(expected instanceof ObjectNode accepted ? accepted.get("spec") : expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: ab, unknown: 1",
                "name: ab, nested: {other: 1}, ports: [{port: 1, x: 1}, {port: 2, y: {z: 1}}]",
                "name: ab, embedded: {apiVersion: v1, kind: A, other: 1}",
            })
    void namesTheSameUnknownFieldsAsStrictFieldValidation(String spec) {
        ObjectNode object = SampleSchema.sample("t" + names.incrementAndGet(), spec);

        List<String> unknown = schema.prune(object).unknownFields();

        assertThat(unknown).isNotEmpty();
        String answer =
                real("POST", COLLECTION + "?fieldValidation=Strict", object).toString();
        assertThat(answer)
                .contains(unknown.stream()
                        .map(path -> "unknown field \"" + path + "\"")
                        .toList());
        assertThat(answer.split("unknown field", -1)).hasSize(unknown.size() + 1);
    }

    private Object simulated(ObjectNode object) {
        ObjectNode admitted = schema.withDefaults(schema.prune(object).object());
        List<FieldError> errors = schema.validateCreate(admitted);
        return errors.isEmpty() ? comparable(admitted) : words(errors);
    }

    private Object real(String method, String path, ObjectNode object) {
        try {
            String answer = client.raw(path, method, object);
            return comparable(Serialization.unmarshal(answer, ObjectNode.class));
        } catch (KubernetesClientException e) {
            if (e.getStatus() == null) {
                throw e;
            }
            if (e.getStatus().getDetails() == null || e.getCode() != 422) {
                return e.getStatus().getMessage();
            }
            return e.getStatus().getDetails().getCauses().stream()
                    .map(cause -> cause.getReason() + " " + cause.getField() + ": " + cause.getMessage())
                    .sorted()
                    .toList();
        }
    }

    private static ObjectNode comparable(ObjectNode object) {
        ObjectNode spec = object.deepCopy();
        spec.remove("metadata");
        // Numbers compare by value: the server spells 1.0 as 1.
        return Serialization.unmarshal(spec.toString().replaceAll("([0-9])\\.0([,}])", "$1$2"), ObjectNode.class);
    }

    private static List<String> words(List<FieldError> errors) {
        return errors.stream()
                .map(error -> error.reason().value() + " " + error)
                .sorted()
                .toList();
    }
}
