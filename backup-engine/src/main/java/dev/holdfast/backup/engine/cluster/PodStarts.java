package dev.holdfast.backup.engine.cluster;

import dev.holdfast.backup.api.Labels;
import dev.holdfast.backup.engine.pod.PodStage;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The runs of which a container was seen that may have run, in memory: its pod may be gone before a pass looks for it. Remembers the
 * last {@value #LIMIT}. Thread-safe.
 */
final class PodStarts {

    static final int LIMIT = 10_000;

    private final Set<String> runs = new LinkedHashSet<>();

    /** A pod was seen like this. */
    void saw(GenericKubernetesResource pod) {
        String run = EventRouter.labels(Optional.of(pod)).getOrDefault(Labels.RUN_UID, "");
        if (run.isEmpty() || !PodStage.containersMayHaveStarted(List.of(pod))) {
            return;
        }
        synchronized (runs) {
            runs.add(run);
            if (runs.size() > LIMIT) {
                runs.remove(runs.iterator().next());
            }
        }
    }

    /** Whether one was seen of this run. */
    boolean of(String run) {
        synchronized (runs) {
            return runs.contains(run);
        }
    }
}
