package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.api.ConditionTypes;
import dev.holdfast.backup.api.JobPhase;
import dev.holdfast.backup.engine.work.WorkKey;
import dev.holdfast.backup.spi.ResourceKind;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The status of one job, written with the resourceVersion it was read with; each write moves the view on. The run's record stands
 * in {@code status.run}, or in a condition where the cluster's CRDs prune that field. A Backup's status is part of the object, as it
 * has no status subresource. Used by one thread, for one pass.
 */
final class JobStatus {

    private final EngineParts parts;
    private JobView view;

    JobStatus(EngineParts parts, JobView view) {
        this.parts = parts;
        this.view = view;
    }

    JobView view() {
        return view;
    }

    WorkKey key(WorkKey.Kind kind) {
        return new WorkKey(kind, view.ref().namespace(), view.ref().name());
    }

    Instant now() {
        return parts.clock().instant();
    }

    /** What lasts for less is not worth a write. */
    Duration quiet() {
        return parts.options().bounds().quiet();
    }

    StatusPatch patch() {
        return new StatusPatch(view, now());
    }

    /** Sends the patch unless it is empty. */
    void write(StatusPatch patch) {
        if (!patch.isEmpty()) {
            boolean subresource = !view.ref().kind().equals(Kinds.BACKUP);
            GenericKubernetesResource written = subresource
                    ? parts.cluster().patchStatus(view.ref(), view.resourceVersion(), patch.build())
                    : parts.cluster().patch(view.ref(), view.resourceVersion(), patch.build());
            parts.feeds().wrote(written);
            view = JobView.of(written);
        }
    }

    /** Patches the object itself: metadata, spec and, for a Backup, status. */
    void patchObject(ObjectNode patch) {
        GenericKubernetesResource written = parts.cluster().patch(view.ref(), view.resourceVersion(), patch);
        view = JobView.of(written);
        if (view.deleting() && view.finalizers().isEmpty()) {
            // The last finalizer went, and the object with it; its deletion may have been seen before this answer.
            parts.feeds().gone(view.ref());
        } else {
            parts.feeds().wrote(written);
        }
    }

    /** Tells what a run that has not begun waits for: phase {@code Pending}. */
    StatusPatch waiting(String reason, String message) {
        return patch().set("phase", JobPhase.PENDING.wire()).condition(ConditionTypes.READY, "False", reason, message);
    }

    /** Puts the record where this cluster keeps it. */
    StatusPatch record(StatusPatch patch, JsonNode record) {
        if (typed(view.ref().kind())) {
            return patch.set("run", record).withoutCondition(ConditionTypes.RUN);
        }
        return patch.condition(ConditionTypes.RUN, "True", "Recorded", record.toString());
    }

    private boolean typed(ResourceKind kind) {
        return parts.recordShapes().computeIfAbsent(kind, k -> parts.cluster().servesField(k, "status.run"));
    }

    /** The record, if the run has one. */
    static Optional<JsonNode> record(JobView view) {
        JsonNode typed = view.status().path("run");
        if (typed.hasNonNull("version")) {
            return Optional.of(typed);
        }
        String message = view.condition(ConditionTypes.RUN).path("message").asText();
        return message.isEmpty() ? Optional.empty() : Optional.of(RunCodec.parse(message));
    }

    /** Whether the tenant is told of this reason already. */
    boolean tells(String reason) {
        return view.condition(ConditionTypes.READY).path("reason").asText().equals(reason);
    }
}
