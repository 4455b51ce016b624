package com.example.redis;

import com.example.redis.RedisOperator.Mood;
import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.spi.BackupDriver;
import dev.holdfast.backup.testkit.conformance.DriverSubject;
import dev.holdfast.backup.testkit.conformance.Operation;
import dev.holdfast.backup.testkit.conformance.OperatorSimulator;
import dev.holdfast.backup.testkit.conformance.OperatorState;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What the conformance kit needs to know of Redis. */
final class RedisSubject implements DriverSubject {

    private static final String APPLICATION =
            """
            apiVersion: apps.example.com/v1
            kind: Redis
            metadata: {name: %s, namespace: tenant-a}
            spec: {shards: 1}
            """;

    @Override
    public String name() {
        return "Redis";
    }

    @Override
    public BackupDriver driver() {
        return new RedisDriver();
    }

    @Override
    public List<CustomResourceDefinition> definitions() {
        return List.of(
                definition("/META-INF/fabric8/redises.strategy.example.com-v1.yml"),
                definition("redises.apps.example.com.yaml"),
                definition("redissnapshots.redis.example.com.yaml"),
                definition("redisloads.redis.example.com.yaml"));
    }

    private static CustomResourceDefinition definition(String file) {
        try (InputStream yaml = RedisSubject.class.getResourceAsStream(file)) {
            return new KubernetesSerialization().unmarshal(yaml, CustomResourceDefinition.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String strategy() {
        return """
               apiVersion: strategy.example.com/v1alpha1
               kind: Redis
               metadata: {name: redis}
               spec: {folder: "{{ .Release.Namespace }}/{{ .Release.Name }}"}
               """;
    }

    @Override
    public String application() {
        return APPLICATION.formatted("db");
    }

    @Override
    public String bystander() {
        return APPLICATION.formatted("other");
    }

    @Override
    public Optional<String> copy() {
        return Optional.of(APPLICATION.formatted("copy"));
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.BACKUP, Operation.RESTORE, Operation.COPY, Operation.RECLAIM, Operation.INSPECT);
    }

    @Override
    public List<OperatorState> states() {
        List<OperatorState> states = new ArrayList<>();
        both("RedisSnapshot", Operation.BACKUP, states);
        both("RedisLoad", Operation.RESTORE, states);
        states.add(fails("RedisSnapshot Done without a url", Operation.BACKUP, Mood.EMPTY_HANDED, in("RedisSnapshot", "Done")));
        return states;
    }

    private static void both(String kind, Operation operation, List<OperatorState> states) {
        states.add(waits(kind + " without a phase", operation, Mood.STOPPED, in(kind, "")));
        states.add(waits(kind + " Queued", operation, Mood.QUEUING, in(kind, "Queued")));
        states.add(waits(kind + " Working", operation, Mood.SLOW, in(kind, "Working")));
        states.add(waits(kind + " Shuffling, which nobody documents", operation, Mood.ODD, in(kind, "Shuffling")));
        states.add(fails(kind + " Failed", operation, Mood.FAILING, in(kind, "Failed")));
        states.add(OperatorState.succeeds(kind + " Done", operation, in(kind, "Done")));
    }

    private static OperatorState waits(String name, Operation operation, Mood mood, Predicate<JsonNode> seen) {
        return OperatorState.waits(
                name, operation, o -> ((RedisOperator) o).is(mood), o -> ((RedisOperator) o).is(Mood.WELL), seen);
    }

    private static OperatorState fails(String name, Operation operation, Mood mood, Predicate<JsonNode> seen) {
        return OperatorState.fails(name, operation, o -> ((RedisOperator) o).is(mood), seen);
    }

    private static Predicate<JsonNode> in(String kind, String phase) {
        return object -> object.path("kind").asText().equals(kind)
                && object.at("/status/phase").asText().equals(phase);
    }

    @Override
    public OperatorSimulator start(KubernetesClient client) {
        return new RedisOperator(client);
    }
}
