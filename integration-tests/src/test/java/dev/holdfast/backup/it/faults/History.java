package dev.holdfast.backup.it.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.api.Labels;
import dev.holdfast.backup.testkit.api.ObjectChange;
import dev.holdfast.backup.testkit.api.SimulatedApi;
import dev.holdfast.backup.testkit.api.Subscription;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sees every change of every object, and remembers what must never have been. Thread-safe. */
final class History implements AutoCloseable {

    private static final Set<String> RUNS = Set.of("BackupJob", "RestoreJob");
    private static final List<String> PHASES = List.of("", "Pending", "Running", "Succeeded", "Failed");

    private final Subscription changes;
    private final List<String> violations = new ArrayList<>();
    private final Map<String, Integer> created = new HashMap<>();
    private final Map<String, Set<String>> podsAlive = new HashMap<>();
    private final Map<String, JsonNode> pods = new HashMap<>();

    History(SimulatedApi api) {
        changes = api.subscribe(this::saw);
    }

    private synchronized void saw(ObjectChange change) {
        ObjectNode object = change.object();
        String kind = change.type().kind();
        String name = kind + " " + object.at("/metadata/name").asText();
        if (RUNS.contains(kind)) {
            phases(name, change);
        }
        conditions(name, object);
        boolean added = change.kind() == ObjectChange.Kind.ADDED;
        if (added && !object.at("/metadata/labels").path(Labels.RUN_UID).isMissingNode()) {
            created.merge(name, 1, Integer::sum);
        }
        if (kind.equals("Pod")) {
            pod(name, change);
        }
    }

    private void phases(String name, ObjectChange change) {
        String now = change.object().at("/status/phase").asText();
        String before =
                change.previous().map(p -> p.at("/status/phase").asText()).orElse("");
        boolean ended = before.equals("Succeeded") || before.equals("Failed");
        if (ended && !now.equals(before) || PHASES.indexOf(now) < PHASES.indexOf(before)) {
            violations.add(name + " went from " + before + " to " + now);
        }
        if (ended
                && change.kind() == ObjectChange.Kind.MODIFIED
                && !ready(change.object()).equals(ready(change.previous().orElseThrow()))) {
            violations.add(name + " was " + before + ", and its Ready condition changed to " + ready(change.object()));
        }
    }

    private static JsonNode ready(JsonNode object) {
        return Platform.condition(object, "Ready");
    }

    private void conditions(String name, JsonNode object) {
        Set<String> types = new HashSet<>();
        object.at("/status/conditions").forEach(c -> {
            if (!types.add(c.path("type").asText())) {
                violations.add(name + " has two conditions " + c.path("type").asText());
            }
        });
    }

    /** A pod that ended may be replaced; two that may write at once never exist. */
    private void pod(String name, ObjectChange change) {
        pods.put(name, change.object());
        String job = change.object().at("/metadata/labels/job-name").asText();
        String phase = change.object().at("/status/phase").asText();
        Set<String> alive = podsAlive.computeIfAbsent(job, j -> new HashSet<>());
        boolean ended =
                change.kind() == ObjectChange.Kind.DELETED || phase.equals("Succeeded") || phase.equals("Failed");
        if (ended) {
            alive.remove(name);
        } else {
            alive.add(name);
        }
        if (alive.size() > 1) {
            violations.add("two pods of Job " + job + " at once: " + alive);
        }
    }

    /** What was seen and must not have been. */
    synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    /** How often the engine created each child, by kind and name. */
    synchronized Map<String, Integer> created() {
        return Map.copyOf(created);
    }

    /** Every pod that ever was, in its last state. */
    synchronized List<JsonNode> pods() {
        return List.copyOf(pods.values());
    }

    @Override
    public void close() {
        changes.close();
    }
}
