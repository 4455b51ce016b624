package dev.holdfast.backup.testkit.jobs;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Optional;
import java.util.stream.Stream;

/** What a Pod's status says about its end. */
final class PodPhases {

    private PodPhases() {}

    static boolean succeeded(Pod pod) {
        return phase(pod).equals("Succeeded");
    }

    static boolean failed(Pod pod) {
        return phase(pod).equals("Failed");
    }

    static boolean finished(Pod pod) {
        return succeeded(pod) || failed(pod);
    }

    /** Deleted, but not finished yet. */
    static boolean terminating(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() != null && !finished(pod);
    }

    static boolean active(Pod pod) {
        return !finished(pod) && !terminating(pod);
    }

    static boolean ready(Pod pod) {
        return pod.getStatus() != null
                && pod.getStatus().getConditions().stream()
                        .anyMatch(condition ->
                                "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }

    /** Restarts of all containers of a Pod that has not finished. */
    static int restarts(Pod pod) {
        if (finished(pod) || pod.getStatus() == null) {
            return 0;
        }
        return Stream.concat(
                        pod.getStatus().getInitContainerStatuses().stream(),
                        pod.getStatus().getContainerStatuses().stream())
                .map(ContainerStatus::getRestartCount)
                .mapToInt(Counts::of)
                .sum();
    }

    private static String phase(Pod pod) {
        return Optional.ofNullable(pod.getStatus())
                .map(status -> Optional.ofNullable(status.getPhase()).orElse(""))
                .orElse("");
    }
}
