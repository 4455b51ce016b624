package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.Stage;
import dev.holdfast.backup.spi.StageAction;
import java.util.ArrayList;
import java.util.List;

/** A plan in words for the person who decides about it. Pure. */
final class PlanText {

    private PlanText() {}

    /** A line per stage and warning, and one for each point that matters. */
    static List<String> lines(RunPlan plan, Operation operation, Inputs inputs) {
        List<String> lines = new ArrayList<>();
        inputs.backup()
                .ifPresent(b ->
                        lines.add("read " + b + b.uri().map(u -> " at " + u).orElse("")));
        int safe = PlanShape.safeAgain(plan, operation);
        boolean begun = false;
        for (int i = 0; i < plan.stages().size(); i++) {
            Stage stage = plan.stages().get(i);
            if (!begun && PlanShape.overwrites(plan, stage, operation)) {
                begun = true;
                lines.add("from here on it cannot be undone");
            }
            lines.add(line(plan, stage, operation));
            if (i == safe && i < plan.stages().size() - 1) {
                lines.add("from here on the target is usable again");
            }
        }
        plan.warnings().forEach(w -> lines.add("warning " + w.reason() + ": " + w.message()));
        return lines;
    }

    private static String line(RunPlan plan, Stage stage, Operation operation) {
        String effect = stage.effect().what().isEmpty()
                ? ""
                : ", which overwrites " + stage.effect().what();
        boolean makes = stage.action() instanceof StageAction.Create || stage.action() instanceof StageAction.Pod;
        String unstated = effect.isEmpty() && makes && PlanShape.overwrites(plan, stage, operation)
                ? ", which may overwrite data"
                : "";
        return stage.name() + ": " + stage.action().match(new Words(stage)) + effect + unstated + " (within "
                + Deadlines.words(stage.within()) + ")";
    }

    private record Words(Stage stage) implements StageAction.Cases<String> {

        @Override
        public String create(StageAction.Create create) {
            return "create " + create.ref();
        }

        @Override
        public String pod(StageAction.Pod pod) {
            return "run a pod with " + images(pod.template())
                    + "; what it does with the rights it is given cannot be bounded";
        }

        @Override
        public String await(StageAction.Await await) {
            return "wait for '" + stage.check().orElse("") + "'";
        }

        @Override
        public String erase(StageAction.Erase erase) {
            return "erase " + erase.uri();
        }

        @Override
        public String suspend(StageAction.Suspend suspend) {
            return "suspend " + suspend.reconciler().ref() + " and wait until it stands still";
        }

        @Override
        public String resume(StageAction.Resume resume) {
            return "give what '" + resume.stage() + "' has suspended its previous value back";
        }

        @Override
        public String delete(StageAction.Delete delete) {
            String dependents =
                    switch (delete.propagation()) {
                        case FOREGROUND, BACKGROUND -> " and everything that belongs to it";
                        case ORPHAN -> ", keeping what belongs to it";
                    };
            return "delete " + delete.target().words() + dependents;
        }

        @Override
        public String patch(StageAction.Patch patch) {
            List<String> fields = new ArrayList<>();
            paths(patch.fields(), "", fields);
            return "change " + String.join(", ", fields) + " of "
                    + patch.target().words();
        }

        private static void paths(JsonNode node, String prefix, List<String> into) {
            if (!node.isObject() || node.isEmpty()) {
                into.add(prefix);
                return;
            }
            node.properties()
                    .forEach(e -> paths(e.getValue(), (prefix.isEmpty() ? "" : prefix + ".") + e.getKey(), into));
        }

        private static String images(JsonNode template) {
            List<String> images = new ArrayList<>();
            template.at("/spec/containers")
                    .forEach(c -> images.add(c.path("image").asText()));
            return String.join(", ", images);
        }
    }
}
