package com.example.redis;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.spi.ApplicationRef;
import dev.holdfast.backup.spi.BackupDriver;
import dev.holdfast.backup.spi.BackupRecord;
import dev.holdfast.backup.spi.BackupRequest;
import dev.holdfast.backup.spi.BackupResult;
import dev.holdfast.backup.spi.Check;
import dev.holdfast.backup.spi.Done;
import dev.holdfast.backup.spi.DriverDescriptor;
import dev.holdfast.backup.spi.Failed;
import dev.holdfast.backup.spi.Inspection;
import dev.holdfast.backup.spi.Lifetime;
import dev.holdfast.backup.spi.Manifests;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.Observation;
import dev.holdfast.backup.spi.OperatorStates;
import dev.holdfast.backup.spi.PlanContext;
import dev.holdfast.backup.spi.Planning;
import dev.holdfast.backup.spi.Propagation;
import dev.holdfast.backup.spi.ReclaimRequest;
import dev.holdfast.backup.spi.RestoreRequest;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.Stage;
import dev.holdfast.backup.spi.StageContext;
import dev.holdfast.backup.spi.Target;
import dev.holdfast.backup.spi.Waiting;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Backs up and restores Redis by the objects of its operator: a RedisSnapshot is a backup, a RedisLoad a restore. */
public final class RedisDriver implements BackupDriver {

    private static final String API = "redis.example.com/v1";
    private static final OperatorStates STATES = OperatorStates.table()
            .pending("Queued", "RedisQueued")
            .running("Working", "RedisWorking")
            .succeeded("Done")
            .failed("Failed", "RedisFailed");

    /** The strategy's spec. */
    record Spec(String folder) {}

    @Override
    public DriverDescriptor descriptor() {
        return DriverDescriptor.of("strategy.example.com", "Redis", Spec.class)
                .application("apps.example.com", "Redis")
                .uses(API + "/RedisSnapshot", "get list watch create delete")
                .uses(API + "/RedisLoad", "get list watch create delete")
                .reason("RedisQueued", "The operator has not begun.")
                .reason("RedisWorking", "The operator is at work.")
                .reason("RedisFailed", "The operator could not do it.")
                .reason("SnapshotBack", "A snapshot that was gone is there again.");
    }

    @Override
    public Map<String, Check> checks() {
        return Map.of("stored", RedisDriver::stored, "loaded", RedisDriver::state, "forgotten", RedisDriver::forgotten);
    }

    @Override
    public Planning planBackup(BackupRequest request) {
        ObjectNode spec = of(request.application()).put("folder", request.spec(Spec.class).folder());
        return RunPlan.of(Stage.create("snapshot", object("RedisSnapshot", request, request.application(), spec))
                .lifetime(Lifetime.BACKUP)
                .check("stored")
                .startWithin(Duration.ofMinutes(30))
                .within(Duration.ofHours(6)));
    }

    @Override
    public Planning planRestore(RestoreRequest request) {
        ObjectNode spec = of(request.target()).put("url", request.backup().uri().orElseThrow());
        return RunPlan.of(Stage.create("load", object("RedisLoad", request, request.target(), spec))
                .overwrites("all keys of " + request.target())
                .check("loaded")
                .startWithin(Duration.ofMinutes(30))
                .within(Duration.ofHours(6)));
    }

    @Override
    public Planning planReclaim(ReclaimRequest request) {
        return request.get(snapshot(request.backup()))
                .<Planning>map(s -> RunPlan.of(Stage.delete("snapshot", Target.of(s), Propagation.FOREGROUND)))
                .orElseGet(() -> RunPlan.of(Stage.await("forgotten").harmless().within(Duration.ofMinutes(5))));
    }

    @Override
    public Inspection inspect(BackupRecord backup, PlanContext context) {
        return context.get(snapshot(backup)).isPresent()
                ? Inspection.present(snapshot(backup) + " is there")
                : Inspection.absent(snapshot(backup) + " does not exist any more");
    }

    private static ObjectRef snapshot(BackupRecord backup) {
        String name = backup.metadata().getOrDefault("snapshot", backup.name());
        return ObjectRef.of(API, "RedisSnapshot", backup.namespace(), name);
    }

    private static Observation stored(StageContext context) {
        Observation seen = state(context);
        String url = text(context, "url");
        if (!(seen instanceof Done)) {
            return seen;
        }
        return url.isEmpty()
                ? Failed.failed("RedisFailed", "the operator reports success, but no snapshot")
                : Done.done(BackupResult.of(Instant.parse(text(context, "takenAt")), url)
                        .metadata("snapshot", context.child().orElseThrow().getMetadata().getName()));
    }

    private static Observation state(StageContext context) {
        return STATES.observe(text(context, "phase"), text(context, "message"));
    }

    /** A reclaim that was cut short is planned again when the snapshot may be gone already. */
    private static Observation forgotten(StageContext context) {
        ObjectRef ref = snapshot(context.backup().orElseThrow());
        return context.get(ref).isEmpty() ? Done.done() : Waiting.waiting("SnapshotBack", ref + " is there again");
    }

    private static String text(StageContext context, String field) {
        return Manifests.text(context.child().orElseThrow(), "/status/" + field);
    }

    /** By name and UID, as one that was made anew meanwhile holds other data. */
    private static ObjectNode of(ApplicationRef redis) {
        ObjectNode spec = JsonNodeFactory.instance.objectNode().put("redis", redis.name());
        return spec.put("redisUid", redis.uid().orElseThrow());
    }

    private static GenericKubernetesResource object(
            String kind, PlanContext request, ApplicationRef application, ObjectNode spec) {
        return Manifests.of(
                ObjectRef.of(API, kind, application.namespace(), request.childName("redis", 50)), spec);
    }
}
