package dev.holdfast.backup.engine.pod;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads a core/v1 Pod; of its spec, which is most of it, only what is asked for. */
record PodState(GenericKubernetesResource resource, JsonNode status) {

    /** By creation; by name where that is the same second. */
    static final Comparator<PodState> OLDEST_FIRST = Comparator.comparing((PodState p) ->
                    Objects.requireNonNullElse(p.resource.getMetadata().getCreationTimestamp(), ""))
            .thenComparing(PodState::name);

    static PodState of(GenericKubernetesResource resource) {
        return new PodState(resource, tree(resource.getAdditionalProperties().get("status")));
    }

    private static JsonNode tree(@Nullable Object value) {
        return Serialization.jsonMapper().valueToTree(value);
    }

    String name() {
        return resource.getMetadata().getName();
    }

    String phase() {
        return status.path("phase").asText("");
    }

    boolean isControlledBy(String uid) {
        return resource.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> Boolean.TRUE.equals(owner.getController()) && uid.equals(owner.getUid()));
    }

    boolean hasSucceeded() {
        return phase().equals("Succeeded");
    }

    boolean hasFailed() {
        return phase().equals("Failed");
    }

    boolean hasEnded() {
        return hasSucceeded() || hasFailed();
    }

    boolean isBeingDeleted() {
        return resource.getMetadata().getDeletionTimestamp() != null;
    }

    /** The status of each container, init containers first. */
    List<ContainerState> allContainers() {
        List<ContainerState> all = new ArrayList<>();
        for (String field : List.of("initContainerStatuses", "containerStatuses", "ephemeralContainerStatuses")) {
            all.addAll(containers(field));
        }
        return all;
    }

    /** The status of each container that is not an init container. */
    List<ContainerState> mainContainers() {
        return containers("containerStatuses");
    }

    private List<ContainerState> containers(String field) {
        return StreamSupport.stream(status.path(field).spliterator(), false)
                .map(ContainerState::new)
                .toList();
    }

    /** The names of the containers that are not init containers, as the pod's spec lists them. */
    List<String> mainContainerNames() {
        return StreamSupport.stream(tree(resource.get("spec", "containers")).spliterator(), false)
                .map(c -> c.path("name").asText(""))
                .toList();
    }

    /** Whether any phase but Pending or any container says that something may have run. */
    boolean mayHaveStarted() {
        boolean pending = phase().isEmpty() || phase().equals("Pending");
        return !pending || allContainers().stream().anyMatch(ContainerState::mayHaveStarted);
    }

    int restarts() {
        return allContainers().stream().mapToInt(ContainerState::restarts).sum();
    }

    /** Why the pod does not run: not scheduled, its own reason, and what each waiting container waits for. */
    String obstacles() {
        Stream<String> deleted = isBeingDeleted() ? Stream.of("it is being deleted") : Stream.empty();
        return Stream.of(deleted, unscheduled().stream(), reason().stream(), waitingTexts())
                .flatMap(s -> s)
                .collect(Collectors.joining("; "));
    }

    private Stream<String> waitingTexts() {
        return allContainers().stream().flatMap(c -> c.waitingText().stream());
    }

    private Optional<String> unscheduled() {
        return StreamSupport.stream(status.path("conditions").spliterator(), false)
                .filter(c -> c.path("type").asText("").equals("PodScheduled")
                        && c.path("status").asText("").equals("False"))
                .map(c -> "not scheduled: "
                        + ContainerState.reasonAndMessage(
                                c.path("reason").asText(""), c.path("message").asText("")))
                .findFirst();
    }

    /** The pod's own reason and message, such as {@code Evicted}. */
    Optional<String> reason() {
        return Optional.of(ContainerState.reasonAndMessage(
                        status.path("reason").asText(""), status.path("message").asText("")))
                .filter(text -> !text.isEmpty());
    }

    /** The container that failed first: when one fails, others are killed and fail with it. */
    Optional<ContainerState> failedContainer() {
        return allContainers().stream().filter(c -> c.failure().isPresent()).min(Comparator.comparing(c -> c.failure()
                .map(t -> t.path("finishedAt").asText(""))
                .orElse("")));
    }
}
