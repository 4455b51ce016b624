package dev.holdfast.backup.it.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.spi.ApplicationRef;
import dev.holdfast.backup.testkit.conformance.OperatorSimulator;
import dev.holdfast.backup.testkit.jobs.PodEnd;
import dev.holdfast.backup.testkit.jobs.PodPlayer;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** Pods whose program copies what a Database holds into a store and back, and what both hold. */
final class JobSimulator implements OperatorSimulator {

    private final Map<String, String> databases = new ConcurrentHashMap<>();
    private final Map<String, String> store = new ConcurrentHashMap<>();
    private final AtomicReference<Optional<PodEnd>> instead = new AtomicReference<>(Optional.empty());
    private final PodPlayer pods;

    JobSimulator(KubernetesClient client) {
        pods = PodPlayer.start(client, this::run);
    }

    /** Pods fare like this, and do nothing, until they go on. */
    void fare(PodEnd end) {
        instead.set(Optional.of(end));
    }

    void goOn() {
        instead.set(Optional.empty());
        pods.goOn();
    }

    private PodEnd run(Pod pod) {
        Optional<PodEnd> other = instead.get();
        return other.orElseGet(() -> PodEnd.running(() -> program(pod)));
    }

    private PodEnd program(Pod pod) {
        Map<String, String> environment = PodPlayer.environment(pod);
        String database = environment.getOrDefault("APPLICATION", "");
        String uri = environment.getOrDefault("URI", "");
        return switch (environment.getOrDefault("MODE", "")) {
            case "backup" -> backup(database, environment.getOrDefault("BACKUP", ""));
            case "restore" -> restore(database, uri);
            case "cleanup" -> cleanup(uri);
            case "verify" -> store.containsKey(uri) ? PodEnd.succeeds("") : missing(uri);
            default -> PodEnd.fails(64, "Error", "what am I to do?");
        };
    }

    private PodEnd backup(String database, String name) {
        String uri = "s3://bucket/tenant-a/" + database + "/" + name + ".tar";
        store.put(uri, databases.getOrDefault(database, ""));
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("kind", "RunResult");
        result.putObject("artifact").put("uri", uri).put("sizeBytes", 7);
        return PodEnd.succeeds(result.toString());
    }

    private PodEnd restore(String database, String uri) {
        String data = store.getOrDefault(uri, "");
        databases.put(database, data);
        return data.isEmpty() ? missing(uri) : PodEnd.succeeds("");
    }

    private PodEnd cleanup(String uri) {
        store.remove(uri);
        return PodEnd.succeeds("");
    }

    private static PodEnd missing(String uri) {
        return PodEnd.fails(2, "Error", uri + " is not there");
    }

    @Override
    public void write(ApplicationRef application, String value) {
        databases.put(application.name(), value);
    }

    @Override
    public Optional<String> read(ApplicationRef application) {
        return Optional.of(databases.getOrDefault(application.name(), ""));
    }

    @Override
    public Optional<String> artifact(JsonNode backup) {
        return Optional.ofNullable(store.get(uri(backup)));
    }

    private static String uri(JsonNode backup) {
        return backup.at("/status/artifact/uri").asText();
    }

    @Override
    public void lose(JsonNode backup) {
        store.remove(uri(backup));
    }

    @Override
    public void close() {
        pods.close();
    }
}
