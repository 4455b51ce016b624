package dev.holdfast.backup.engine.pod;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.spi.Conditions;
import dev.holdfast.backup.spi.Conditions.Condition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a {@code batch/v1} Job. */
record JobState(GenericKubernetesResource resource, JsonNode job) {

    static JobState of(GenericKubernetesResource resource) {
        return new JobState(resource, Serialization.jsonMapper().valueToTree(resource));
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
        return job.path("spec").path("suspend").asBoolean();
    }

    int failedPods() {
        return job.path("status").path("failed").asInt();
    }

    /** Whether the counters speak of a pod that runs or ran, even if that pod is gone. */
    boolean countsPodThatRan() {
        JsonNode status = job.path("status");
        return failedPods() > 0
                || status.path("succeeded").asInt() > 0
                || status.path("ready").asInt() > 0
                || !status.path("uncountedTerminatedPods").path("failed").isEmpty()
                || !status.path("uncountedTerminatedPods").path("succeeded").isEmpty();
    }

    /** When the Job began, else when it was created. */
    Optional<Instant> startTime() {
        return Stream.of("/status/startTime", "/metadata/creationTimestamp")
                .map(pointer -> job.at(pointer).asText(""))
                .filter(text -> !text.isEmpty())
                .map(Instant::parse)
                .findFirst();
    }
}
