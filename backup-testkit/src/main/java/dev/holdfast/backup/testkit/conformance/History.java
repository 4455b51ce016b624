package dev.holdfast.backup.testkit.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.api.Labels;
import dev.holdfast.backup.testkit.api.ObjectChange;
import dev.holdfast.backup.testkit.api.SimulatedApi;
import dev.holdfast.backup.testkit.api.Subscription;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Sees every change of every object, and remembers what must never have been. Thread-safe. */
final class History implements AutoCloseable {

    private static final Set<String> RUNS = Set.of("BackupJob", "RestoreJob");
    private static final List<String> PHASES = List.of("", "Pending", "Running", "Succeeded", "Failed");

    private final SimulatedApi api;
    private final Subscription changes;
    private final List<Violation> violations = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Integer> created = new HashMap<>();
    private final Map<String, Set<String>> podsAlive = new HashMap<>();
    private final Map<String, ObjectNode> children = new LinkedHashMap<>();

    /**
     * One change.
     *
     * @param time when it was seen
     * @param object after it
     * @param text for people
     */
    record Entry(Instant time, ObjectNode object, String text) {}

    History(SimulatedApi api) {
        this.api = api;
        changes = api.subscribe(this::saw);
    }

    private synchronized void saw(ObjectChange change) {
        ObjectNode object = change.object();
        String kind = change.type().kind();
        String name = kind + " " + Trees.name(object);
        entries.add(new Entry(api.clock().instant(), object, text(name, change)));
        if (RUNS.contains(kind)) {
            phases(name, change);
        }
        conditions(name, object);
        if (change.kind() == ObjectChange.Kind.ADDED
                && !Trees.label(object, Labels.RUN_UID).isEmpty()) {
            created.merge(name, 1, Integer::sum);
            children.put(name, object);
        }
        if (kind.equals("Pod")) {
            pod(name, change);
        }
    }

    private static String text(String name, ObjectChange change) {
        return switch (change.kind()) {
            case DELETED -> name + " is gone";
            case ADDED -> name + " is there: " + String.join(", ", Trees.diff(MissingNode.getInstance(), spec(change)));
            default ->
                name + ": " + String.join(", ", Trees.diff(change.previous().orElseThrow(), change.object()));
        };
    }

    private static JsonNode spec(ObjectChange change) {
        ObjectNode shown = change.object().deepCopy();
        shown.withObject("/metadata").remove(List.of("managedFields", "uid", "creationTimestamp", "name", "namespace"));
        shown.remove(List.of("apiVersion", "kind"));
        return shown;
    }

    private void phases(String name, ObjectChange change) {
        String now = Trees.phase(change.object());
        String before = change.previous().map(Trees::phase).orElse("");
        boolean ended = before.equals("Succeeded") || before.equals("Failed");
        if (ended && !now.equals(before) || PHASES.indexOf(now) < PHASES.indexOf(before)) {
            broken(Rule.I3, name + " went from " + before + " to " + now);
        }
        if (ended
                && change.kind() == ObjectChange.Kind.MODIFIED
                && !ready(change.object()).equals(ready(change.previous().orElseThrow()))) {
            broken(Rule.I3, name + " was " + before + ", and its Ready condition changed to " + ready(change.object()));
        }
    }

    private static JsonNode ready(JsonNode object) {
        return Trees.condition(object, "Ready");
    }

    private void conditions(String name, JsonNode object) {
        Set<String> types = new HashSet<>();
        object.at("/status/conditions").forEach(c -> {
            if (!types.add(c.path("type").asText())) {
                broken(Rule.I3, name + " has two conditions " + c.path("type").asText());
            }
        });
    }

    /** A pod that ended may be replaced; two that may write at once never exist. */
    private void pod(String name, ObjectChange change) {
        String job = Trees.label(change.object(), "job-name");
        String phase = Trees.phase(change.object());
        Set<String> alive = podsAlive.computeIfAbsent(job, j -> new HashSet<>());
        boolean ended =
                change.kind() == ObjectChange.Kind.DELETED || phase.equals("Succeeded") || phase.equals("Failed");
        if (ended) {
            alive.remove(name);
        } else {
            alive.add(name);
        }
        if (alive.size() > 1) {
            broken(Rule.ONCE, "two pods of Job " + job + " at once: " + alive);
        }
    }

    private void broken(Rule rule, String what) {
        violations.add(new Violation(rule, what));
    }

    /** Goes on as if nothing had been there yet; what must not have been is remembered. */
    synchronized void forget() {
        entries.clear();
        created.clear();
        children.clear();
    }

    /** What was seen and must not have been. */
    synchronized List<Violation> violations() {
        return List.copyOf(violations);
    }

    /** How often the engine created each child, by kind and name. */
    synchronized Map<String, Integer> created() {
        return Map.copyOf(created);
    }

    /** Every object that bore the label of a run, as it was made, by kind and name. */
    synchronized Map<String, ObjectNode> children() {
        return new LinkedHashMap<>(children);
    }

    /** Whether any object was ever like this. */
    synchronized boolean ever(Predicate<JsonNode> like) {
        return entries.stream().anyMatch(e -> like.test(e.object()));
    }

    /** Everything that has changed, oldest first. */
    synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    @Override
    public void close() {
        changes.close();
    }
}
