package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.api.Annotations;
import dev.holdfast.backup.api.BackupPhase;
import dev.holdfast.backup.api.ConditionTypes;
import dev.holdfast.backup.api.CoreApi;
import dev.holdfast.backup.api.DeletionPolicy;
import dev.holdfast.backup.api.Finalizers;
import dev.holdfast.backup.api.Labels;
import dev.holdfast.backup.api.Names;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.api.Timestamps;
import dev.holdfast.backup.spi.BackupResult;
import dev.holdfast.backup.spi.Strategy;
import java.time.Instant;
import java.util.Optional;

/** The Backup that a run records: one body, status included, as the kind has no status subresource. Pure. */
final class BackupObject {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private BackupObject() {}

    /**
     * The manifest.
     *
     * @param name of the Backup
     * @param job the BackupJob
     * @param strategy as it was at the start; its unrendered template stays with the Backup
     * @param policy what deleting the Backup means
     */
    static ObjectNode manifest(
            String name,
            JobView job,
            Run run,
            BackupResult result,
            Measurement measured,
            Optional<Strategy> strategy,
            DeletionPolicy policy,
            Instant now) {
        ObjectNode backup =
                JSON.objectNode().put("apiVersion", CoreApi.API_VERSION).put("kind", "Backup");
        metadata(backup.putObject("metadata"), name, job, run, strategy, policy);
        spec(backup.putObject("spec"), job, run, result, policy);
        status(backup.putObject("status"), result, measured, now);
        return backup;
    }

    private static void metadata(
            ObjectNode metadata,
            String name,
            JobView job,
            Run run,
            Optional<Strategy> strategy,
            DeletionPolicy policy) {
        metadata.put("namespace", job.ref().namespace()).put("name", name);
        metadata.putArray("finalizers").add(Finalizers.CLEANUP);
        ObjectNode labels = metadata.putObject("labels");
        Children.about(run, job).forEach(labels::put);
        labels.put(Labels.OWNER_KIND, job.ref().kind().kind()).put(Labels.OWNER_UID, job.uid());
        labels.put(Labels.OWNER_NAME, Names.labelValue(job.ref().name()));
        labels.put(Labels.RUN_UID, Names.labelValue(run.uid()));
        ObjectNode annotations = metadata.putObject("annotations");
        annotations.put(Annotations.RUN_UID, run.uid()).put(Annotations.DELETION_POLICY, policy.wire());
        strategy.ifPresent(s -> annotations.put(Annotations.STRATEGY_SNAPSHOT, Strategies.snapshot(s)));
    }

    private static void spec(ObjectNode spec, JobView job, Run run, BackupResult result, DeletionPolicy policy) {
        spec.set("applicationRef", References.of(run.pin().application()));
        job.specText("/planRef/name")
                .ifPresent(plan -> spec.putObject("planRef").put("name", plan));
        spec.putObject("strategyRef")
                .put("apiGroup", run.driver().group())
                .put("kind", run.driver().kind())
                .put("name", run.pin().strategy().name());
        spec.put("takenAt", Timestamps.format(result.takenAt()));
        ObjectNode metadata = spec.putObject("driverMetadata");
        String parameters = BackupRecords.parameterPrefix(run.driver());
        run.pin().parameters().forEach((key, value) -> metadata.put(parameters + key, value));
        result.metadata().forEach(metadata::put);
        spec.put("deletionPolicy", policy.wire());
    }

    private static void status(ObjectNode status, BackupResult result, Measurement measured, Instant now) {
        status.put("phase", BackupPhase.READY.wire());
        result.uri().ifPresent(uri -> {
            ObjectNode artifact = status.putObject("artifact").put("uri", uri);
            measured.sizeBytes().ifPresent(s -> artifact.put("sizeBytes", s));
            measured.checksum().ifPresent(c -> artifact.put("checksum", c));
        });
        result.snapshot().ifPresent(s -> status.set("underlyingResources", s));
        boolean seen = measured.proof() == Measurement.Proof.SEEN;
        ArrayNode conditions = status.putArray("conditions")
                .add(condition(ConditionTypes.READY, "True", "BackupCompleted", "the backup is recorded", now))
                .add(identified(seen, measured.note(), now));
        if (seen) {
            conditions.add(condition(
                    ConditionTypes.ARTIFACT_PRESENT,
                    "True",
                    Reasons.ARTIFACT_FOUND.wire(),
                    "the artifact was in the store when the backup was recorded",
                    now));
        }
    }

    private static JsonNode identified(boolean seen, String note, Instant now) {
        String message = seen
                ? "the artifact was seen in the store" + (note.isEmpty() ? "" : "; " + note)
                : "what is recorded is what the tool reported: " + note;
        return condition(
                ConditionTypes.ARTIFACT_IDENTIFIED, seen ? "True" : "False", seen ? "Seen" : "Reported", message, now);
    }

    private static ObjectNode condition(String type, String value, String reason, String message, Instant now) {
        return JSON.objectNode()
                .put("type", type)
                .put("status", value)
                .put("reason", reason)
                .put("message", message)
                .put("lastTransitionTime", Timestamps.format(now))
                .put("observedGeneration", 1);
    }
}
