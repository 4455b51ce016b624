package dev.holdfast.backup.it.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.backup.api.CoreCrds;
import dev.holdfast.backup.driver.job.JobDriver;
import dev.holdfast.backup.engine.BackupEngine;
import dev.holdfast.backup.engine.EngineOptions;
import dev.holdfast.backup.spi.BackupDriver;
import dev.holdfast.backup.spi.Drivers;
import dev.holdfast.backup.testkit.api.LoggedRequest;
import dev.holdfast.backup.testkit.api.SimulatedApi;
import dev.holdfast.backup.testkit.jobs.SimulatedJobController;
import dev.holdfast.backup.testkit.schema.SchemaAdmission;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;

/**
 * An API simulator with our CRDs, a Job controller and an engine, for one test. Pods are played by hand. Short bounds, so that a test
 * of a deadline takes a second or two.
 */
final class World implements AutoCloseable {

    static final String NS = "tenant-a";
    static final ObjectMapper JSON = Serialization.jsonMapper();

    final SimulatedApi api;
    final KubernetesClient client;
    private BackupEngine engine;
    private final UnaryOperator<EngineOptions> options;
    private final List<BackupDriver> drivers;

    private World(
            UnaryOperator<EngineOptions> options, List<BackupDriver> drivers, List<CustomResourceDefinition> crds) {
        this.options = options;
        this.drivers = drivers;
        this.api = SimulatedApi.builder()
                .admission(new SchemaAdmission())
                .controller(new SimulatedJobController(Duration.ofMillis(100)))
                .start();
        this.client = api.client("tenant");
        crds.forEach(crd -> client.resource(crd).create());
        for (String namespace : List.of(NS, "holdfast-system")) {
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(namespace)
                            .endMetadata()
                            .build())
                    .create();
        }
        apply(Manifests.APPLICATION_CRD);
        this.engine = newEngine(drivers);
    }

    static World start() {
        return with(o -> o, List.of(new JobDriver()));
    }

    static World with(UnaryOperator<EngineOptions> options, List<BackupDriver> drivers) {
        return new World(options, drivers, ourCrds());
    }

    static World on(List<CustomResourceDefinition> crds, List<BackupDriver> drivers) {
        return new World(o -> o, drivers, crds);
    }

    static World onUpstreamCrds(List<CustomResourceDefinition> crds) {
        return new World(o -> o, List.of(new JobDriver()), crds);
    }

    static List<CustomResourceDefinition> ourCrds() {
        List<CustomResourceDefinition> crds = new java.util.ArrayList<>(CoreCrds.all());
        try (InputStream in =
                JobDriver.class.getResourceAsStream("/META-INF/fabric8/jobs.strategy.backups.cozystack.io-v1.yml")) {
            crds.add(Serialization.unmarshal(
                    new String(in.readAllBytes(), StandardCharsets.UTF_8), CustomResourceDefinition.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return crds;
    }

    private BackupEngine newEngine(List<BackupDriver> with) {
        EngineOptions fast = EngineOptions.defaults()
                .withBounds(b -> new EngineOptions.Bounds(
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(2),
                        Duration.ofMillis(300),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(5)));
        BackupEngine made = BackupEngine.builder()
                .client(api.client("engine"))
                .drivers(Drivers.of(with))
                .options(options.apply(fast))
                .alwaysLeader()
                .build();
        made.start();
        return made;
    }

    BackupEngine engine() {
        return engine;
    }

    /** A crash: the engine goes without a word, and a new one with empty caches takes its place. */
    void crash() {
        crashInto(drivers);
    }

    /** The same, into an engine with other drivers. */
    void crashInto(List<BackupDriver> others) {
        engine.close();
        engine = newEngine(others);
    }

    void stopEngine() {
        engine.close();
    }

    void apply(String yaml) {
        client.load(new java.io.ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .items()
                .forEach(item -> client.resource(item).create());
    }

    Optional<JsonNode> find(String kind, String name) {
        return api.objects(Manifests.apiVersion(kind), kind).stream()
                .map(JsonNode.class::cast)
                .filter(o -> o.at("/metadata/name").asText().equals(name))
                .findFirst();
    }

    JsonNode get(String kind, String name) {
        return find(kind, name).orElseThrow(() -> new AssertionError(kind + " " + name + " does not exist"));
    }

    JsonNode await(String kind, String name, Predicate<JsonNode> condition) {
        return Awaitility.await(kind + " " + name)
                .atMost(30, TimeUnit.SECONDS)
                .pollInterval(20, TimeUnit.MILLISECONDS)
                .conditionEvaluationListener(c -> {})
                .until(() -> find(kind, name).orElse(JSON.missingNode()), condition);
    }

    JsonNode awaitPhase(String kind, String name, String phase) {
        return await(kind, name, o -> o.at("/status/phase").asText().equals(phase));
    }

    JsonNode awaitReason(String kind, String name, String reason) {
        return await(
                kind, name, o -> condition(o, "Ready").path("reason").asText().equals(reason));
    }

    static JsonNode condition(JsonNode object, String type) {
        for (JsonNode c : object.at("/status/conditions")) {
            if (c.path("type").asText().equals(type)) {
                return c;
            }
        }
        return JSON.missingNode();
    }

    /** The pod of a Job that has not ended, once the Job controller has made it. */
    JsonNode awaitPod(String job) {
        return Awaitility.await("pod of " + job)
                .atMost(30, TimeUnit.SECONDS)
                .pollInterval(20, TimeUnit.MILLISECONDS)
                .until(
                        () -> pods(job).stream()
                                .filter(p -> !List.of("Succeeded", "Failed")
                                        .contains(p.at("/status/phase").asText()))
                                .findFirst(),
                        Optional::isPresent)
                .get();
    }

    List<JsonNode> pods(String job) {
        return api.objects("v1", "Pod").stream()
                .map(JsonNode.class::cast)
                .filter(p -> p.at("/metadata/labels/job-name").asText().equals(job))
                .toList();
    }

    void podRuns(String job) {
        pod(job, "Running", "{\"running\":{\"startedAt\":\"2026-05-01T12:00:00Z\"}}");
    }

    void podWaits(String job, String reason, String message) {
        pod(job, "Pending", "{\"waiting\":{\"reason\":\"" + reason + "\",\"message\":\"" + message + "\"}}");
    }

    void podSucceeds(String job, String result) {
        terminated(job, "Succeeded", 0, "Completed", result);
    }

    void podFails(String job, int exitCode, String message) {
        terminated(job, "Failed", exitCode, "Error", message);
    }

    private void terminated(String job, String phase, int code, String reason, String message) {
        String terminated = "{\"terminated\":{\"exitCode\":" + code + ",\"reason\":\"" + reason + "\",\"message\":"
                + JSON.getNodeFactory().textNode(message)
                + ",\"startedAt\":\"2026-05-01T12:00:00Z\",\"finishedAt\":\"2026-05-01T12:00:05Z\"}}";
        pod(job, phase, terminated);
    }

    private void pod(String job, String phase, String state) {
        JsonNode pod = awaitPod(job);
        String container = pod.at("/spec/containers/0/name").asText();
        client.pods()
                .inNamespace(pod.at("/metadata/namespace").asText())
                .withName(pod.at("/metadata/name").asText())
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"status\":{\"phase\":\"" + phase + "\",\"containerStatuses\":[{\"name\":\"" + container
                                + "\",\"state\":" + state
                                + ",\"ready\":false,\"restartCount\":0,\"image\":\"i\",\"imageID\":\"i\"}]}}");
    }

    List<LoggedRequest> engineRequests() {
        return api.requests().stream()
                .filter(r -> r.info().user().equals("engine"))
                .toList();
    }

    void delete(String kind, String name) {
        client.genericKubernetesResources(Manifests.apiVersion(kind), kind)
                .inNamespace(NS)
                .withName(name)
                .delete();
    }

    GenericKubernetesResource patch(String kind, String name, String mergePatch) {
        return client.genericKubernetesResources(Manifests.apiVersion(kind), kind)
                .inNamespace(NS)
                .withName(name)
                .patch(PatchContext.of(PatchType.JSON_MERGE), mergePatch);
    }

    List<String> events(String name) {
        return api.objects("v1", "Event").stream()
                .filter(e -> e.at("/involvedObject/name").asText().equals(name))
                .map(e -> e.path("reason").asText())
                .toList();
    }

    @Override
    public void close() {
        engine.close();
        client.close();
        api.close();
    }
}
