package dev.holdfast.backup.it.engine;

import static dev.holdfast.backup.it.engine.Manifests.RESULT;
import static dev.holdfast.backup.it.engine.World.NS;
import static dev.holdfast.backup.it.engine.World.condition;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.driver.job.JobDriver;
import dev.holdfast.backup.engine.EngineOptions;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;

/** What tests of backups do over and over: jobs, strategies and classes in variants, and how a run is seen to end. */
final class Backups {

    static final String JOB_STRATEGY = "strategy.backups.cozystack.io/v1alpha1";

    private Backups() {}

    /** A world with application, strategy and class. */
    static World platform() {
        World world = World.start();
        Manifests.platform(world);
        return world;
    }

    /** The same, where no wait of a test is worth a write: what the engine writes does not depend on how fast a machine is. */
    static World tellingNoWaits() {
        World world = World.with(
                o -> o.withBounds(b -> new EngineOptions.Bounds(
                        b.awaiting(),
                        b.exit(),
                        b.forbiddenGrace(),
                        b.driverGrace(),
                        Duration.ofMinutes(2),
                        b.recheck(),
                        b.safetyPass())),
                List.of(new JobDriver()));
        Manifests.platform(world);
        return world;
    }

    /** A world with application and class, and a strategy with these annotations. */
    static World platform(String annotations) {
        World world = World.start();
        world.apply(Manifests.application("db"));
        world.apply(Manifests.strategy(annotations));
        world.apply(Manifests.backupClass());
        return world;
    }

    /** Nothing is looked at again but for an event: what goes on nevertheless was woken. */
    static EngineOptions neverRechecking(EngineOptions options) {
        return options.withBounds(b -> new EngineOptions.Bounds(
                b.awaiting(),
                b.exit(),
                b.forbiddenGrace(),
                b.driverGrace(),
                b.quiet(),
                Duration.ofHours(1),
                Duration.ofHours(1)));
    }

    /** A BackupJob with annotations, in YAML's flow style. */
    static String annotatedJob(String name, String annotations) {
        return Manifests.backupJob(name)
                .replace("namespace: tenant-a}", "namespace: tenant-a, annotations: {" + annotations + "}}");
    }

    /** A strategy with annotations and further variables of its container, each a line of YAML's flow style. */
    static String strategy(String annotations, String... env) {
        StringBuilder more = new StringBuilder();
        Arrays.stream(env).forEach(e -> more.append("            - {").append(e).append("}\n"));
        return Manifests.strategy(annotations) + more;
    }

    static String classFor(String group, String kind, String parameters) {
        return """
               apiVersion: backups.cozystack.io/v1alpha1
               kind: BackupClass
               metadata: {name: daily}
               spec:
                 strategies:
                   - application: {kind: Database}
                     strategyRef: {apiGroup: %s, kind: %s, name: tool}
                     parameters: {%s}
               """
                .formatted(group, kind, parameters);
    }

    static String secret(String name, String data) {
        return """
               apiVersion: v1
               kind: Secret
               metadata: {name: %s, namespace: tenant-a}
               stringData: {%s}
               """
                .formatted(name, data);
    }

    /** A job that somebody else has made under the name of a run's child; metadata in YAML's flow style. */
    static String strangersJob(String metadata) {
        return """
               apiVersion: batch/v1
               kind: Job
               metadata: {namespace: tenant-a, name: b1-backup%s}
               spec:
                 suspend: true
                 template:
                   spec:
                     restartPolicy: Never
                     containers: [{name: other, image: registry.example/other:1}]
               """
                .formatted(metadata);
    }

    /** Plays the pod of the run to its end, and waits for the Backup to be recorded. */
    static JsonNode succeed(World world, String job) {
        world.podSucceeds(job + "-backup", RESULT);
        return world.awaitPhase("BackupJob", job, "Succeeded");
    }

    /** Waits until the job has failed, in full form, for this reason; gives the message. */
    static String failure(World world, String job, String reason) {
        JsonNode failed = world.awaitPhase("BackupJob", job, "Failed");
        JsonNode ready = condition(failed, "Ready");
        String message = ready.path("message").asText();
        assertThat(ready.path("reason").asText()).as(message).isEqualTo(reason);
        assertThat(ready.path("status").asText()).isEqualTo("False");
        assertThat(failed.at("/status/message").asText()).isEqualTo(message);
        assertThat(failed.at("/status/completedAt").asText()).isNotEmpty();
        assertThat(failed.at("/status/backupRef").isMissingNode()).isTrue();
        assertThat(world.find("Backup", job)).isEmpty();
        oneOfEachCondition(failed);
        until(() -> events(world, job).stream()
                .anyMatch(e -> e.path("reason").asText().equals(reason)
                        && e.path("type").asText().equals("Warning")));
        return message;
    }

    /** Conditions are a map by type, and say which generation they are about. */
    static void oneOfEachCondition(JsonNode object) {
        List<JsonNode> conditions = StreamSupport.stream(
                        object.at("/status/conditions").spliterator(), false)
                .toList();
        assertThat(conditions)
                .extracting(c -> c.path("type").asText())
                .isNotEmpty()
                .doesNotHaveDuplicates();
        assertThat(conditions)
                .allSatisfy(c -> assertThat(c.path("observedGeneration").asLong())
                        .isEqualTo(object.at("/metadata/generation").asLong()));
    }

    static List<JsonNode> events(World world, String about) {
        return world.api.objects("v1", "Event").stream()
                .map(JsonNode.class::cast)
                .filter(e -> e.at("/involvedObject/name").asText().equals(about))
                .toList();
    }

    static void until(BooleanSupplier condition) {
        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .pollInterval(20, TimeUnit.MILLISECONDS)
                .until(condition::getAsBoolean);
    }

    static void gone(World world, String kind, String name) {
        until(() -> world.find(kind, name).isEmpty());
    }

    static void deleteClusterObject(World world, String apiVersion, String kind, String name) {
        world.client.genericKubernetesResources(apiVersion, kind).withName(name).delete();
    }

    static void patchClusterObject(World world, String apiVersion, String kind, String name, String mergePatch) {
        world.client
                .genericKubernetesResources(apiVersion, kind)
                .withName(name)
                .patch(PatchContext.of(PatchType.JSON_MERGE), mergePatch);
    }

    /** The batch Job that the run of a BackupJob has made. */
    static JsonNode childOf(World world, String job) {
        String uid = uid(world.get("BackupJob", job));
        until(() -> child(world, uid).isPresent());
        return child(world, uid).orElseThrow();
    }

    private static Optional<JsonNode> child(World world, String ownerUid) {
        return world.api.objects("batch/v1", "Job").stream()
                .filter(j -> j.at("/metadata/ownerReferences/0/uid").asText().equals(ownerUid))
                .map(JsonNode.class::cast)
                .findFirst();
    }

    static String uid(JsonNode object) {
        return object.at("/metadata/uid").asText();
    }

    /** The names of all Backups there are. */
    static List<String> recorded(World world) {
        return world.api.objects("backups.cozystack.io/v1alpha1", "Backup").stream()
                .filter(b -> b.at("/metadata/namespace").asText().equals(NS))
                .map(b -> b.at("/metadata/name").asText())
                .toList();
    }
}
