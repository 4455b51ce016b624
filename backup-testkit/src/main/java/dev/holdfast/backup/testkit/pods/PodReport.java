package dev.holdfast.backup.testkit.pods;

import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything a pod's status is made from.
 *
 * @param phase {@code Pending}, {@code Running}, {@code Succeeded} or {@code Failed}
 * @param failure reason and message of a pod that was ended from outside, such as by its deadline
 */
record PodReport(String phase, Optional<Failure> failure, Instant startTime, List<ContainerReport> containers) {

    /** Why the whole pod failed. */
    record Failure(String reason, String message) {}

    /** The status object; conditions that did not change keep their transition times from {@code before}. */
    PodStatus toStatus(PodStatus before, Instant now) {
        PodStatusBuilder status = new PodStatusBuilder()
                .withPhase(phase)
                .withHostIP(FieldRefs.POD_IP)
                .withPodIP(FieldRefs.POD_IP)
                .withPodIPs(new PodIP(FieldRefs.POD_IP))
                .withStartTime(ContainerReport.time(startTime))
                .withInitContainerStatuses(statuses(true))
                .withContainerStatuses(statuses(false))
                .withConditions(conditions(before, ContainerReport.time(now)));
        failure.ifPresent(why -> status.withReason(why.reason()).withMessage(why.message()));
        return status.build();
    }

    private List<io.fabric8.kubernetes.api.model.ContainerStatus> statuses(boolean init) {
        return containers.stream()
                .filter(container -> container.init() == init)
                .map(ContainerReport::toStatus)
                .toList();
    }

    private List<PodCondition> conditions(PodStatus before, String now) {
        boolean initialized = containers.stream()
                .filter(ContainerReport::init)
                .allMatch(
                        container -> container.state() instanceof ContainerState.Terminated ended && ended.succeeded());
        List<String> unready = containers.stream()
                .filter(container -> !container.init() && !(container.state() instanceof ContainerState.Running))
                .map(ContainerReport::name)
                .toList();
        String reason =
                switch (phase) {
                    case "Succeeded" -> "PodCompleted";
                    case "Failed" -> "PodFailed";
                    default -> "ContainersNotReady";
                };
        String message = "containers with unready status: [" + String.join(" ", unready) + "]";
        List<PodCondition> conditions = new ArrayList<>();
        conditions.add(condition("PodScheduled", true, "", "", before, now));
        conditions.add(condition(
                "Initialized",
                initialized,
                "ContainersNotInitialized",
                "init containers have not completed",
                before,
                now));
        conditions.add(condition("ContainersReady", unready.isEmpty(), reason, message, before, now));
        conditions.add(condition("Ready", unready.isEmpty(), reason, message, before, now));
        return conditions;
    }

    private static PodCondition condition(
            String type, boolean holds, String reason, String message, PodStatus before, String now) {
        String status = holds ? "True" : "False";
        String since = before.getConditions().stream()
                .filter(old -> type.equals(old.getType()) && status.equals(old.getStatus()))
                .map(PodCondition::getLastTransitionTime)
                .filter(time -> time != null)
                .findFirst()
                .orElse(now);
        return new PodConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(holds ? null : reason)
                .withMessage(holds ? null : message)
                .withLastTransitionTime(since)
                .build();
    }
}
