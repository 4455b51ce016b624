package dev.holdfast.backup.engine.pod;

import dev.holdfast.backup.spi.ObjectRef;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was read of a {@code pod} stage. Once {@link PodStage#hasEnded} says so, the pods must have been read live and after
 * the Job: an older pod in a cache would make its result look absent.
 *
 * @param job the Job that this run made; the caller has compared its UID
 * @param pods those of the Job; others that merely bear its labels do no harm, as only pods that it controls are looked at
 * @param log the log of the container that {@link PodStage#logToRead} names, if it was asked for and could be read
 * @param readAt when that was
 */
public record PodView(
        GenericKubernetesResource job, List<GenericKubernetesResource> pods, Optional<String> log, Instant readAt) {

    /** Copies the list. */
    public PodView {
        pods = List.copyOf(pods);
    }

    /** A view without a log. */
    public static PodView of(GenericKubernetesResource job, List<GenericKubernetesResource> pods, Instant readAt) {
        return new PodView(job, pods, Optional.empty(), readAt);
    }

    /** The same with a log. */
    public PodView withLog(String text) {
        return new PodView(job, pods, Optional.of(text), readAt);
    }

    JobState jobState() {
        return JobState.of(job);
    }

    /** The pods that the Job controls, oldest first. */
    List<PodState> podStates() {
        String uid = job.getMetadata().getUid();
        return pods.stream()
                .map(PodState::of)
                .filter(p -> p.isControlledBy(uid))
                .sorted(PodState.OLDEST_FIRST)
                .toList();
    }

    /** Address of the Job; items of a list bear no kind of their own. */
    ObjectRef jobRef() {
        return ObjectRef.of(
                "batch/v1",
                "Job",
                job.getMetadata().getNamespace(),
                job.getMetadata().getName());
    }
}
