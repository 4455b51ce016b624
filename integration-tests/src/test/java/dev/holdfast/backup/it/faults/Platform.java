package dev.holdfast.backup.it.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.api.CoreCrds;
import dev.holdfast.backup.driver.job.JobDriver;
import dev.holdfast.backup.engine.BackupEngine;
import dev.holdfast.backup.engine.EngineBuilder;
import dev.holdfast.backup.engine.EngineOptions;
import dev.holdfast.backup.spi.Drivers;
import dev.holdfast.backup.testkit.api.SimulatedApi;
import dev.holdfast.backup.testkit.jobs.PodEnd;
import dev.holdfast.backup.testkit.jobs.PodPlayer;
import dev.holdfast.backup.testkit.jobs.SimulatedJobController;
import dev.holdfast.backup.testkit.schema.SchemaAdmission;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;

/** A cluster of its own with our CRDs, a Job controller, and a player of pods, but no engine yet. */
final class Platform implements AutoCloseable {

    static final String NS = "tenant-a";
    static final String SYSTEM = "holdfast-system";
    static final String TENANT = "tenant";

    private static final String CORE = "backups.cozystack.io/v1alpha1";

    final SimulatedApi api;
    private final PodPlayer pods;
    private final KubernetesClient tenant;
    private final List<KubernetesClient> clients = new CopyOnWriteArrayList<>();

    Platform() {
        api = SimulatedApi.builder()
                .admission(new SchemaAdmission())
                .controller(new SimulatedJobController(Duration.ofMillis(100)))
                .start();
        tenant = api.client(TENANT);
        definitions().forEach(crd -> tenant.resource(crd).create());
        apply(Yaml.PLATFORM);
        pods = PodPlayer.start(client("kubelet"), Platform::run);
    }

    private static List<CustomResourceDefinition> definitions() {
        List<CustomResourceDefinition> all = new ArrayList<>(CoreCrds.all());
        try (InputStream in =
                JobDriver.class.getResourceAsStream("/META-INF/fabric8/jobs.strategy.backups.cozystack.io-v1.yml")) {
            all.add(Serialization.unmarshal(
                    new String(in.readAllBytes(), StandardCharsets.UTF_8), CustomResourceDefinition.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    /**
     * Bounds short enough for a test. The safety pass is longer than any test waits, so that a lost wake-up shows.
     *
     * @param user that the engine's requests are made by
     */
    EngineBuilder engine(String user, UnaryOperator<EngineOptions> change) {
        EngineOptions options = EngineOptions.defaults()
                .withIdentity(user)
                .withWorkers(1)
                .withBounds(b -> new EngineOptions.Bounds(
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(2),
                        Duration.ofMillis(300),
                        Duration.ofMillis(500),
                        Duration.ofMinutes(5)));
        KubernetesClient client = client(user);
        return BackupEngine.builder()
                .client(client)
                .drivers(Drivers.of(List.of(new JobDriver())))
                .options(change.apply(options));
    }

    /** Every pod succeeds at once, with an artifact named after its BackupJob. */
    private static PodEnd run(Pod pod) {
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("kind", "RunResult");
        String backup = PodPlayer.environment(pod).getOrDefault("BACKUP", "");
        result.putObject("artifact")
                .put("uri", "s3://bucket/tenant-a/db/" + backup + ".tar")
                .put("sizeBytes", 7);
        return PodEnd.succeeds(result.toString());
    }

    KubernetesClient client(String user) {
        KubernetesClient client = api.client(user);
        clients.add(client);
        return client;
    }

    void apply(String yaml) {
        tenant.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .items()
                .forEach(item -> tenant.resource(item).create());
    }

    Optional<ObjectNode> find(String kind, String name) {
        return api.objects(CORE, kind).stream()
                .filter(o -> o.at("/metadata/name").asText().equals(name))
                .findFirst();
    }

    static JsonNode condition(JsonNode object, String type) {
        return StreamSupport.stream(object.at("/status/conditions").spliterator(), false)
                .filter(c -> c.path("type").asText().equals(type))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    @Override
    public void close() {
        pods.close();
        tenant.close();
        clients.forEach(KubernetesClient::close);
        api.close();
    }
}
