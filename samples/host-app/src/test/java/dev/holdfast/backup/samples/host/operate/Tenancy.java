package dev.holdfast.backup.samples.host.operate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.api.CoreCrds;
import dev.holdfast.backup.driver.job.JobDriver;
import dev.holdfast.backup.engine.BackupEngine;
import dev.holdfast.backup.engine.EngineOptions;
import dev.holdfast.backup.samples.host.Commands;
import dev.holdfast.backup.samples.host.Commands.Result;
import dev.holdfast.backup.samples.host.cli.LoadedDrivers;
import dev.holdfast.backup.samples.host.cli.Terminal;
import dev.holdfast.backup.samples.host.crd.DriverCrds;
import dev.holdfast.backup.testkit.api.SimulatedApi;
import dev.holdfast.backup.testkit.jobs.SimulatedJobController;
import dev.holdfast.backup.testkit.schema.SchemaAdmission;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A tenant with a database {@code db}, a class, and an engine that serves them, on an API simulator. Pods are played by hand. The commands
 * are called as user {@code ann}.
 */
final class Tenancy implements AutoCloseable {

    static final String USER = "ann";
    private static final String RESULT =
            """
            {"kind":"RunResult","artifact":{"uri":"s3://b/db/1.tar","sizeBytes":2048}}""";

    final SimulatedApi api = SimulatedApi.builder()
            .admission(new SchemaAdmission())
            .controller(new SimulatedJobController(Duration.ofMillis(100)))
            .start();
    private final KubernetesClient client = api.client("platform");
    private final KubernetesClient engineClient = api.client("engine");
    private final BackupEngine engine;
    private final Path kubeconfig;

    Tenancy(Path directory) throws IOException {
        CoreCrds.all().forEach(crd -> client.resource(crd).create());
        client.resource(DriverCrds.of(new JobDriver()).orElseThrow()).create();
        try (InputStream platform = Tenancy.class.getResourceAsStream("/operate-platform.yaml")) {
            client.load(platform).items().forEach(item -> client.resource(item).create());
        }
        kubeconfig = Files.writeString(
                directory.resolve("kubeconfig"),
                api.kubeconfig()
                        .replace("token: admin", "token: " + USER)
                        .replace("namespace: default", "namespace: tenant-a"));
        engine = BackupEngine.builder()
                .client(engineClient)
                .drivers(LoadedDrivers.find())
                .options(EngineOptions.defaults().withBounds(Tenancy::fast))
                .alwaysLeader()
                .build();
        engine.start();
    }

    private static EngineOptions.Bounds fast(EngineOptions.Bounds b) {
        return new EngineOptions.Bounds(
                b.awaiting(),
                Duration.ofSeconds(5),
                b.forbiddenGrace(),
                b.driverGrace(),
                Duration.ofMillis(300),
                Duration.ofMillis(500),
                b.safetyPass());
    }

    /** The engine goes away. */
    void stopEngine() {
        engine.close();
    }

    /** Runs a command to its end. */
    Result run(String... arguments) {
        return Commands.run(onCluster(arguments));
    }

    /** The same with somebody to ask. */
    Result run(Terminal terminal, String... arguments) {
        return Commands.run(terminal, onCluster(arguments));
    }

    /** Begins a command that waits for something. */
    CompletableFuture<Result> begin(String... arguments) {
        return CompletableFuture.supplyAsync(() -> run(arguments));
    }

    private String[] onCluster(String... arguments) {
        return Stream.concat(Stream.of(arguments), Stream.of("--kubeconfig=" + kubeconfig))
                .toArray(String[]::new);
    }

    /** One more database. */
    void application(String name) {
        String yaml = "apiVersion: apps.cozystack.io/v1alpha1\nkind: Database\n" + "metadata: {name: " + name
                + ", namespace: tenant-a}\nspec: {}\n";
        client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .items()
                .forEach(item -> client.resource(item).create());
    }

    /** Backup {@code b1} of the database. */
    void backedUp() {
        CompletableFuture<Result> backup = begin("backup", "Database/db", "--name=b1", "--wait");
        podSucceeds("b1-backup");
        Result result = backup.join();
        if (result.exitCode() != 0) {
            throw new AssertionError(result);
        }
    }

    /** RestoreJob {@code r1} has begun to overwrite the database and has failed. */
    void interrupted() {
        CompletableFuture<Result> restore = begin("restore", "b1", "--name=r1", "--yes");
        podRuns("r1-restore");
        until("data may be overwritten", () -> run("runs").out().contains("yes"));
        podFails("r1-restore");
        restore.join();
        until("interrupted", () -> run("runs").out().contains("Interrupted"));
    }

    void podRuns(String job) {
        pod(job, "Running", "{\"running\":{\"startedAt\":\"2026-05-01T12:00:00Z\"}}");
    }

    void podSucceeds(String job) {
        ended(job, "Succeeded", 0, RESULT);
    }

    void podFails(String job) {
        ended(job, "Failed", 3, "disk full");
    }

    private void ended(String job, String phase, int code, String message) {
        String text = client.getKubernetesSerialization().asJson(message);
        pod(
                job,
                phase,
                "{\"terminated\":{\"exitCode\":" + code + ",\"reason\":\"Done\",\"message\":" + text
                        + ",\"startedAt\":\"2026-05-01T12:00:00Z\",\"finishedAt\":\"2026-05-01T12:00:05Z\"}}");
    }

    private void pod(String job, String phase, String state) {
        until("pod of " + job, () -> runningPod(job).isPresent());
        JsonNode pod = runningPod(job).orElseThrow();
        client.pods()
                .inNamespace("tenant-a")
                .withName(pod.at("/metadata/name").asText())
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"status\":{\"phase\":\"" + phase + "\",\"containerStatuses\":[{\"name\":\"run\",\"state\":"
                                + state + ",\"ready\":false,\"restartCount\":0,\"image\":\"i\",\"imageID\":\"i\"}]}}");
    }

    private Optional<ObjectNode> runningPod(String job) {
        return api.objects("v1", "Pod").stream()
                .filter(p -> p.at("/metadata/labels/job-name").asText().equals(job))
                .filter(p -> !List.of("Succeeded", "Failed")
                        .contains(p.at("/status/phase").asText()))
                .findFirst();
    }

    Optional<ObjectNode> find(String kind, String name) {
        return api.objects("backups.cozystack.io/v1alpha1", kind).stream()
                .filter(o -> o.at("/metadata/name").asText().equals(name))
                .findFirst();
    }

    List<String> names(String kind) {
        return api.objects("backups.cozystack.io/v1alpha1", kind).stream()
                .map(o -> o.at("/metadata/name").asText())
                .toList();
    }

    List<ObjectNode> journals() {
        return api.objects("v1", "Secret").stream()
                .filter(s -> s.at("/metadata/labels").has("backups.cozystack.io/journal"))
                .toList();
    }

    void patchClass(String mergePatch) {
        client.genericKubernetesResources("backups.cozystack.io/v1alpha1", "BackupClass")
                .withName("daily")
                .patch(PatchContext.of(PatchType.JSON_MERGE), mergePatch);
    }

    static JsonNode json(Result result) {
        try {
            return new ObjectMapper().readTree(result.out());
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + result, e);
        }
    }

    static void until(String what, Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(condition);
    }

    @Override
    public void close() {
        engine.close();
        engineClient.close();
        client.close();
        api.close();
    }
}
