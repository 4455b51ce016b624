package dev.holdfast.backup.engine.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.api.ConditionTypes;
import dev.holdfast.backup.api.JobPhase;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.spi.Conditions;
import dev.holdfast.backup.spi.ObjectRef;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a BackupJob or RestoreJob stands.
 *
 * @param job the object
 * @param phase {@code Pending}, {@code Running}, {@code Succeeded} or {@code Failed}; empty before an engine has seen it
 * @param reason what it waits for, or how it ended; empty if nothing was told
 * @param message the same for people
 * @param plan what a dry run would do, one line per step; empty for other runs
 * @param backup name of the Backup that a BackupJob has made
 */
public record JobState(
        ObjectRef job, String phase, String reason, String message, List<String> plan, Optional<String> backup) {

    /** Copies the list. */
    public JobState {
        plan = List.copyOf(plan);
    }

    /** Reads a job. */
    public static JobState of(GenericKubernetesResource job) {
        JsonNode status = Serialization.jsonMapper()
                .valueToTree(job.getAdditionalProperties())
                .path("status");
        Optional<Conditions.Condition> ready = Conditions.find(job, ConditionTypes.READY);
        String reason = ready.map(Conditions.Condition::reason).orElse("");
        String message = ready.map(Conditions.Condition::message)
                .orElseGet(() -> status.path("message").asText());
        List<String> plan = new ArrayList<>();
        status.path("plan").forEach(line -> plan.add(line.asText()));
        if (plan.isEmpty() && reason.equals(Reasons.DRY_RUN.wire())) {
            // The upstream definitions have no field for it; the message tells the plan as well.
            plan.add(message);
        }
        return new JobState(
                ObjectRef.of(job),
                status.path("phase").asText(),
                reason,
                message,
                plan,
                Optional.ofNullable(status.at("/backupRef/name").textValue()));
    }

    /** Whether the phase will not change any more. */
    public boolean hasEnded() {
        return JobPhase.of(phase).filter(JobPhase::terminal).isPresent();
    }

    /** Whether it has ended well. */
    public boolean hasSucceeded() {
        return phase.equals(JobPhase.SUCCEEDED.wire());
    }
}
