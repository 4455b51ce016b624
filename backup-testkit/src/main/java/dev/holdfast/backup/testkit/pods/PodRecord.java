package dev.holdfast.backup.testkit.pods;

import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** The newest version of a pod that was seen, and what the runner reads from it. Thread-safe. */
final class PodRecord {
    private static final Comparator<String> BY_VERSION =
            Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder());
    private volatile Pod current;

    PodRecord(Pod pod) {
        this.current = pod;
    }

    /** Takes the version unless a newer one is known. */
    synchronized void offer(Pod pod) {
        if (BY_VERSION.compare(version(pod), version(current)) >= 0) {
            current = pod;
        }
    }

    Pod current() {
        return current;
    }

    boolean deleting() {
        return current().getMetadata().getDeletionTimestamp() != null;
    }

    boolean bound() {
        String node = current().getSpec().getNodeName();
        return node != null && !node.isEmpty();
    }

    /** The grace period of the deletion under way. */
    Duration deletionGrace() {
        return Duration.ofSeconds(Optional.ofNullable(current().getMetadata().getDeletionGracePeriodSeconds())
                .orElse(0L));
    }

    String restartPolicy() {
        return Optional.ofNullable(current().getSpec().getRestartPolicy()).orElse("Always");
    }

    /** Whether the pod has been active for longer than its spec allows. */
    boolean pastDeadline(Instant startTime, Instant now) {
        return Optional.ofNullable(current().getSpec().getActiveDeadlineSeconds())
                .map(seconds -> !now.isBefore(startTime.plusSeconds(seconds)))
                .orElse(false);
    }

    private static String version(Pod pod) {
        return Optional.ofNullable(pod.getMetadata().getResourceVersion()).orElse("");
    }

    @Override
    public String toString() {
        var meta = current().getMetadata();
        return meta.getNamespace() + "/" + meta.getName() + " (" + meta.getUid() + ")";
    }
}
