package dev.holdfast.backup.testkit.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.api.CoreApi;
import dev.holdfast.backup.spi.DriverDescriptor;
import dev.holdfast.backup.spi.ResourceUse;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.Stage;
import dev.holdfast.backup.spi.StageAction;
import dev.holdfast.backup.testkit.api.LoggedRequest;
import dev.holdfast.backup.testkit.api.RequestInfo;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the engine has written for the driver: it has to lie within what plan and descriptor say. */
final class Reach {

    private static final Set<String> ENGINES_OWN =
            Set.of("events", "leases", "secrets", "selfsubjectaccessreviews", "subjectaccessreviews");
    private static final String ANY = "*";
    private static final Map<String, String> BUILT_IN = Map.of(
            "jobs", "Job", "pods", "Pod", "persistentvolumeclaims", "PersistentVolumeClaim", "configmaps", "ConfigMap");

    private final Scene scene;
    private final DriverDescriptor driver;
    private final Map<String, Set<String>> named = new HashMap<>();

    Reach(Scene scene) {
        this.scene = scene;
        this.driver = scene.subject.driver().descriptor();
        for (RunPlan plan : scene.findings.plans()) {
            plan.stages().forEach(this::learn);
        }
        scene.history.children().values().forEach(this::learn);
    }

    private void learn(Stage stage) {
        StageAction action = stage.action();
        action.created().ifPresent(ref -> name(ref.kind().kind(), ref.name()));
        action.changes()
                .ifPresent(t -> name(
                        t.kind().kind(),
                        t.match(of -> of.ref().name(), next -> next.ref().name(), owned -> ANY)));
        if (action instanceof StageAction.Pod) {
            name("Job", ANY);
        }
        if (action instanceof StageAction.Suspend suspend) {
            name(
                    suspend.reconciler().ref().kind().kind(),
                    suspend.reconciler().ref().name());
        }
    }

    /** What a run has made is its own to change and to delete. */
    private void learn(JsonNode child) {
        name(child.path("kind").asText(), Trees.name(child));
    }

    private void name(String kind, String name) {
        named.computeIfAbsent(kind, k -> new HashSet<>()).add(name);
    }

    void judge(Verdict verdict) {
        List<LoggedRequest> writes = scene.api.requests().stream()
                .filter(r ->
                        r.info().user().startsWith(Scene.ENGINE) && r.info().isWrite())
                .filter(r -> !isEnginesOwn(r.info()))
                .toList();
        for (LoggedRequest write : writes) {
            RequestInfo info = write.info();
            String kind = kind(info.target().resource());
            verdict.expect(Rule.I8, isDeclared(info, kind), "the driver does not declare to " + Moment.what(info));
            Set<String> names = named.getOrDefault(kind, Set.of());
            boolean planned = info.target().name().isEmpty()
                    ? !names.isEmpty()
                    : names.contains(ANY) || names.contains(info.target().name());
            verdict.expect(Rule.WITHIN_PLAN, planned, "no plan names what was written: " + Moment.what(info));
            verdict.expect(
                    Rule.I8,
                    info.target().namespace().equals(scene.namespace()),
                    "it was not in the run's namespace: " + Moment.what(info));
        }
    }

    private static boolean isEnginesOwn(RequestInfo info) {
        return info.target().group().equals(CoreApi.GROUP)
                || ENGINES_OWN.contains(info.target().resource());
    }

    private boolean isDeclared(RequestInfo info, String kind) {
        return driver.resources().stream()
                .filter(u -> u.kind().kind().equals(kind)
                        && u.kind().group().equals(info.target().group()))
                .map(ResourceUse::verbs)
                .anyMatch(v -> v.contains(info.verb()));
    }

    private String kind(String plural) {
        return scene.cast.definitions().stream()
                .map(d -> d.getSpec().getNames())
                .filter(n -> n.getPlural().equals(plural))
                .map(n -> n.getKind())
                .findFirst()
                .orElseGet(() -> BUILT_IN.getOrDefault(plural, plural));
    }
}
