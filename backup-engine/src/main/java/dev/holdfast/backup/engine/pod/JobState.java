package dev.holdfast.backup.engine.pod;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.spi.Conditions;
import dev.holdfast.backup.spi.Conditions.Condition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.Optional;

/** Reads a {@code batch/v1} Job; of its spec, which has a whole pod, only what is asked for. */
record JobState(GenericKubernetesResource resource, JsonNode status) {

    static JobState of(GenericKubernetesResource resource) {
        return new JobState(
                resource,
                Serialization.jsonMapper()
                        .valueToTree(resource.getAdditionalProperties().get("status")));
    }

    /** The condition, if it is True. */
    Optional<Condition> trueCondition(String type) {
        return Conditions.find(resource, type).filter(Condition::isTrue);
    }

    boolean isComplete() {
        return trueCondition("Complete").isPresent();
    }

    /** The condition that says that the Job is about to end, but some pod has not. */
    Optional<Condition> ending() {
        return trueCondition("FailureTarget").or(() -> trueCondition("SuccessCriteriaMet"));
    }

    boolean isSuspended() {
        return Boolean.TRUE.equals(resource.get("spec", "suspend"));
    }

    int failedPods() {
        return status.path("failed").asInt();
    }

    /** Whether the counters speak of a pod that runs or ran, even if that pod is gone. */
    boolean countsPodThatRan() {
        return failedPods() > 0
                || status.path("succeeded").asInt() > 0
                || status.path("ready").asInt() > 0
                || !status.path("uncountedTerminatedPods").path("failed").isEmpty()
                || !status.path("uncountedTerminatedPods").path("succeeded").isEmpty();
    }

    /** When the Job began, else when it was created. */
    Optional<Instant> startTime() {
        return Optional.ofNullable(status.path("startTime").textValue())
                .or(() -> Optional.ofNullable(resource.getMetadata().getCreationTimestamp()))
                .map(Instant::parse);
    }
}
