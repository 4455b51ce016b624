package dev.holdfast.backup.testkit.pods;

import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A container as the pod's status tells it.
 *
 * @param id of the current or last run; empty before the first
 */
record ContainerReport(
        String name,
        String image,
        boolean init,
        ContainerState state,
        Optional<ContainerState.Terminated> last,
        int restarts,
        String id) {

    /** The status entry. */
    ContainerStatus toStatus() {
        boolean running = state instanceof ContainerState.Running;
        boolean done = state instanceof ContainerState.Terminated ended && ended.succeeded();
        return new ContainerStatusBuilder()
                .withName(name)
                .withImage(image)
                .withImageID(id.isEmpty() ? "" : "process://" + image)
                .withContainerID(id.isEmpty() ? null : "process://" + id)
                .withRestartCount(restarts)
                .withReady(init ? done : running)
                .withStarted(running)
                .withState(model(state))
                .withLastState(
                        last.map(ContainerReport::model).orElseGet(io.fabric8.kubernetes.api.model.ContainerState::new))
                .build();
    }

    private static io.fabric8.kubernetes.api.model.ContainerState model(ContainerState state) {
        ContainerStateBuilder builder = new ContainerStateBuilder();
        if (state instanceof ContainerState.Waiting waiting) {
            builder.withNewWaiting()
                    .withReason(waiting.reason())
                    .withMessage(emptyToAbsent(waiting.message()))
                    .endWaiting();
        } else if (state instanceof ContainerState.Running running) {
            builder.withNewRunning().withStartedAt(time(running.startedAt())).endRunning();
        } else if (state instanceof ContainerState.Terminated ended) {
            builder.withNewTerminated()
                    .withExitCode(ended.exitCode())
                    .withReason(ended.reason())
                    .withMessage(emptyToAbsent(ended.message()))
                    .withStartedAt(time(ended.startedAt()))
                    .withFinishedAt(time(ended.finishedAt()))
                    .endTerminated();
        }
        return builder.build();
    }

    @org.jspecify.annotations.Nullable
    private static String emptyToAbsent(String text) {
        return text.isEmpty() ? null : text;
    }

    /** A time the way Kubernetes writes it: UTC, whole seconds. */
    static String time(Instant instant) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                instant.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
    }
}
