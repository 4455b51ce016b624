package dev.holdfast.backup.it.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.backup.driver.job.JobDriver;
import dev.holdfast.backup.engine.BackupEngine;
import dev.holdfast.backup.engine.EngineOptions;
import dev.holdfast.backup.spi.BackupDriver;
import dev.holdfast.backup.spi.Drivers;
import dev.holdfast.backup.testkit.cluster.AuditEvent;
import dev.holdfast.backup.testkit.vault.VaultDriver;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;

/** A tenant's namespace on a shared cluster, with a class and a strategy of its own, and an engine that serves nothing else. */
final class RealWorld implements AutoCloseable {

    private static final ObjectMapper JSON = Serialization.jsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    final Platform platform;
    final String namespace;
    final String engineUser;
    private final List<BackupDriver> drivers;
    private final UnaryOperator<EngineOptions> change;
    private final Deque<BackupEngine> engines = new ArrayDeque<>();

    private RealWorld(Platform platform, List<BackupDriver> drivers, UnaryOperator<EngineOptions> change) {
        this.drivers = drivers;
        this.change = change;
        this.platform = platform;
        this.namespace = platform.unique("tenant-");
        this.engineUser = "engine-" + namespace;
        for (String name : List.of(namespace, systemNamespace())) {
            platform.client
                    .resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(name)
                            .endMetadata()
                            .build())
                    .create();
        }
        apply(RealManifests.application(namespace, "db"));
        apply(RealManifests.strategy(namespace));
        apply(RealManifests.backupClass(namespace));
    }

    /** One in which no engine runs yet. */
    static RealWorld idle(Platform platform) {
        return new RealWorld(platform, List.of(new JobDriver()), o -> o);
    }

    /** The same for engines that run at the same time as those of {@link VaultEngine}, and judge all classes as they do. */
    static RealWorld besideVaults(Platform platform) {
        return new RealWorld(platform, List.of(new JobDriver(), new VaultDriver()), o -> o);
    }

    /** One with an engine that needs no lease. */
    static RealWorld on(Platform platform) {
        return on(platform, o -> o);
    }

    /** The same with an engine that has other options. */
    static RealWorld on(Platform platform, UnaryOperator<EngineOptions> change) {
        RealWorld world = new RealWorld(platform, List.of(new JobDriver()), change);
        world.startEngine();
        return world;
    }

    String systemNamespace() {
        return namespace + "-system";
    }

    void startEngine() {
        BackupEngine engine = BackupEngine.builder()
                .client(engineClient())
                .drivers(Drivers.of(drivers))
                .options(options())
                .alwaysLeader()
                .build();
        engines.push(engine);
        engine.start();
    }

    /** A client of its own for an engine of this world. */
    KubernetesClient engineClient() {
        return platform.cluster.clientAs(engineUser, "system:masters");
    }

    /** One of two or more replicas, which find their leader by the lease. */
    BackupEngine startReplica(String identity, KubernetesClient client) {
        BackupEngine engine = BackupEngine.builder()
                .client(client)
                .drivers(Drivers.of(drivers))
                .options(options().withIdentity(identity).withLease(RealWorld::shortLease))
                .build();
        engines.push(engine);
        engine.start();
        return engine;
    }

    static EngineOptions.Lease shortLease(EngineOptions.Lease lease) {
        return new EngineOptions.Lease(
                lease.name(), Duration.ofSeconds(4), Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    EngineOptions options() {
        return change.apply(
                EngineOptions.defaults().withNamespace(systemNamespace()).withNamespaces(Set.of(namespace)));
    }

    /** The last started engine goes without a word, and a new one with empty caches takes its place. */
    void crash() {
        engines.pop().close();
        startEngine();
    }

    void apply(String yaml) {
        platform.client
                .load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .items()
                .forEach(item -> platform.client.resource(item).create());
    }

    void backUp(String name) {
        apply(RealManifests.backupJob(namespace, name));
    }

    void restore(String name, String backup, String target) {
        apply(RealManifests.restoreJob(namespace, name, backup, target));
    }

    Optional<JsonNode> find(String kind, String name) {
        return Optional.ofNullable(platform.client
                        .genericKubernetesResources(RealManifests.apiVersion(kind), kind)
                        .inNamespace(namespace)
                        .withName(name)
                        .get())
                .map(JSON::valueToTree);
    }

    JsonNode await(String kind, String name, Predicate<JsonNode> condition) {
        return Awaitility.await(kind + " " + name)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> find(kind, name).orElse(JSON.missingNode()), condition);
    }

    /** The job once it has ended, which must be in success. */
    JsonNode awaitSuccess(String kind, String name) {
        JsonNode job = await(kind, name, o -> Set.of("Succeeded", "Failed")
                .contains(o.at("/status/phase").asText()));
        if (!job.at("/status/phase").asText().equals("Succeeded")) {
            throw new AssertionError(kind + " " + name + " ended as " + job.path("status"));
        }
        return job;
    }

    void awaitRunning(String jobName) {
        Awaitility.await("a running pod of " + jobName)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> pods(jobName).stream()
                        .anyMatch(p -> p.at("/status/phase").asText().equals("Running")));
    }

    List<JsonNode> pods(String jobName) {
        return platform.client.pods().inNamespace(namespace).withLabel("job-name", jobName).list().getItems().stream()
                .<JsonNode>map(JSON::valueToTree)
                .toList();
    }

    void delete(String kind, String name) {
        platform.client
                .genericKubernetesResources(RealManifests.apiVersion(kind), kind)
                .inNamespace(namespace)
                .withName(name)
                .delete();
    }

    /** The data of an application. */
    Path data(String application) {
        return platform.claim(namespace, application);
    }

    void write(String application, String file, String content) {
        try {
            Files.writeString(data(application).resolve(file), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void remove(String application, String file) {
        try {
            Files.delete(data(application).resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes pods that work on this data wait until {@link #release}. */
    void hold(String application) {
        write(application, "hold", "");
    }

    void release(String application) {
        remove(application, "hold");
    }

    /** With another bound for the waits that are not worth a status write. */
    static UnaryOperator<EngineOptions> quietFor(Duration quiet) {
        return options -> options.withBounds(b -> new EngineOptions.Bounds(
                b.awaiting(), b.exit(), b.forbiddenGrace(), b.driverGrace(), quiet, b.recheck(), b.safetyPass()));
    }

    /** What an engine of this world has asked for so far, other worlds' classes and strategies aside. */
    List<AuditEvent> engineRequests() {
        return platform.cluster.auditEvents().stream()
                .filter(e -> e.user().equals(engineUser))
                .filter(e -> e.uri().contains(namespace))
                .toList();
    }

    static JsonNode condition(JsonNode object, String type) {
        for (JsonNode c : object.at("/status/conditions")) {
            if (c.path("type").asText().equals(type)) {
                return c;
            }
        }
        return JSON.missingNode();
    }

    @Override
    public void close() {
        engines.forEach(BackupEngine::close);
    }
}
