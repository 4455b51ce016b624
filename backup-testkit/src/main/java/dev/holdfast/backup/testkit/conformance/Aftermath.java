package dev.holdfast.backup.testkit.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.api.Annotations;
import dev.holdfast.backup.api.Labels;
import dev.holdfast.backup.spi.Lifetime;
import dev.holdfast.backup.spi.Reconciler;
import dev.holdfast.backup.spi.Stage;
import dev.holdfast.backup.spi.StageAction;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What every operation has to leave behind, or not. */
final class Aftermath {

    private final Scene scene;
    private final boolean interrupted;

    Aftermath(Scene scene, boolean interrupted) {
        this.scene = scene;
        this.interrupted = interrupted;
    }

    void judge(Verdict verdict) {
        verdict.add(scene.history.violations());
        verdict.add(scene.findings.violations());
        int locks = scene.journals().size();
        verdict.expect(
                Rule.NOTHING_LEFT, locks == (interrupted ? 1 : 0), locks + " journals are left: " + scene.journals());
        if (!interrupted) {
            scene.operator.unsettled().forEach(u -> verdict.expect(Rule.I4, false, u));
        }
        stages().forEach(s -> suspended(verdict, s));
        scene.history.created().forEach((child, times) -> {
            boolean once = times <= 1 || verdict.mayRepeat() || child.startsWith("Secret ");
            verdict.expect(Rule.ONCE, once, child + " was created " + times + " times");
        });
        scene.history.children().values().forEach(c -> left(verdict, c));
    }

    private List<Stage> stages() {
        return scene.findings.plans().stream()
                .flatMap(p -> p.stages().stream())
                .distinct()
                .toList();
    }

    private void suspended(Verdict verdict, Stage stage) {
        if (!(stage.action() instanceof StageAction.Suspend suspend)) {
            return;
        }
        Reconciler reconciler = suspend.reconciler();
        scene.find(
                        reconciler.ref().kind().apiVersion(),
                        reconciler.ref().kind().kind(),
                        reconciler.ref().name())
                .ifPresent(live -> {
                    boolean still = live.at(reconciler.pointer()).equals(reconciler.value());
                    boolean marked =
                            !Trees.annotation(live, Annotations.SUSPENDED_BY).isEmpty();
                    verdict.expect(
                            Rule.I4,
                            still == interrupted && marked == interrupted,
                            reconciler.ref()
                                    + (still ? " is suspended" : " is not suspended")
                                    + (marked ? " and marked" : " and not marked"));
                });
    }

    /** Children of lifetime RUN go, but for the ended Job of a pod. */
    private void left(Verdict verdict, ObjectNode child) {
        String kind = child.path("kind").asText();
        Optional<JsonNode> live = scene.find(child.path("apiVersion").asText(), kind, Trees.name(child))
                .filter(o -> Trees.uid(o).equals(Trees.uid(child)));
        if (live.isEmpty() || kind.equals("Backup") || interrupted || isKept(child)) {
            return;
        }
        boolean over = kind.equals("Job") && hasEnded(live.get())
                || kind.equals("Pod") && Trees.phase(live.get()).matches("Succeeded|Failed");
        verdict.expect(Rule.NOTHING_LEFT, over, Trees.title(child) + " is left");
    }

    private boolean isKept(JsonNode child) {
        String stage = Trees.label(child, Labels.STAGE);
        Set<Lifetime> lifetimes = stages().stream()
                .filter(s -> s.name().equals(stage))
                .map(Stage::lifetime)
                .collect(Collectors.toSet());
        return lifetimes.contains(Lifetime.UNMANAGED) || lifetimes.contains(Lifetime.BACKUP);
    }

    private static boolean hasEnded(JsonNode job) {
        return StreamSupport.stream(job.at("/status/conditions").spliterator(), false)
                .anyMatch(c -> c.path("type").asText().matches("Complete|Failed")
                        && c.path("status").asText().equals("True"));
    }
}
