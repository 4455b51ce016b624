package dev.holdfast.backup.testkit.jobs;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which Pods of one Job have been counted. Stands for the finalizer a cluster puts on them, and is lost with the controller: a
 * new one takes as many finished Pods for counted as the status has. For one thread at a time.
 */
final class JobLedger {

    private final Set<String> counted = new HashSet<>();
    private final Set<String> running = new HashSet<>();
    private boolean adopted;
    private int failuresInARow;
    private Optional<Instant> lastFailure = Optional.empty();

    /** New outcomes since the last call of {@link #settle}. */
    record Outcomes(Set<String> succeeded, Set<String> failed) {}

    Outcomes outcomes(List<Pod> pods, JobStatus status, boolean terminatingFails) {
        adopt(pods, status);
        Set<String> succeeded = new HashSet<>();
        Set<String> failed = new HashSet<>();
        Set<String> present = new HashSet<>();
        for (Pod pod : pods) {
            String uid = pod.getMetadata().getUid();
            present.add(uid);
            if (!counted.contains(uid)) {
                if (PodPhases.succeeded(pod)) {
                    succeeded.add(uid);
                } else if (PodPhases.failed(pod) || terminatingFails && PodPhases.terminating(pod)) {
                    failed.add(uid);
                }
            }
        }
        // A Pod that was deleted before it could finish has failed.
        running.stream()
                .filter(uid -> !present.contains(uid) && !counted.contains(uid))
                .forEach(failed::add);
        return new Outcomes(succeeded, failed);
    }

    /** Notes that a status with these outcomes has been written. */
    void settle(Outcomes outcomes, List<Pod> pods, Instant now) {
        counted.addAll(outcomes.succeeded());
        counted.addAll(outcomes.failed());
        pods.stream()
                .filter(pod -> !PodPhases.finished(pod))
                .forEach(pod -> running.add(pod.getMetadata().getUid()));
        running.removeAll(counted);
        if (!outcomes.succeeded().isEmpty()) {
            failuresInARow = 0;
        } else if (!outcomes.failed().isEmpty()) {
            failuresInARow += outcomes.failed().size();
            lastFailure = Optional.of(now);
        }
    }

    void created(Pod pod) {
        running.add(pod.getMetadata().getUid());
    }

    int failuresInARow() {
        return failuresInARow;
    }

    Optional<Instant> lastFailure() {
        return lastFailure;
    }

    private void adopt(List<Pod> pods, JobStatus status) {
        if (adopted) {
            return;
        }
        adopted = true;
        take(pods.stream().filter(PodPhases::succeeded).toList(), Counts.of(status.getSucceeded()));
        take(pods.stream().filter(PodPhases::failed).toList(), Counts.of(status.getFailed()));
    }

    private void take(List<Pod> finished, int count) {
        List<Pod> oldest = new ArrayList<>(finished);
        oldest.sort(java.util.Comparator.comparing(pod -> pod.getMetadata().getCreationTimestamp()));
        oldest.stream()
                .limit(count)
                .forEach(pod -> counted.add(pod.getMetadata().getUid()));
    }
}
