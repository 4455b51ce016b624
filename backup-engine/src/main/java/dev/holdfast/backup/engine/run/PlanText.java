package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.Stage;
import java.util.ArrayList;
import java.util.List;

/** A plan in words for the person who decides about it. Pure. */
final class PlanText {

    private PlanText() {}

    /** A line per stage and warning. */
    static List<String> lines(RunPlan plan, Operation operation, Inputs inputs) {
        List<String> lines = new ArrayList<>();
        inputs.backup()
                .ifPresent(b ->
                        lines.add("read " + b + b.uri().map(u -> " at " + u).orElse("")));
        plan.stages().forEach(stage -> lines.add(line(stage, operation)));
        plan.warnings().forEach(w -> lines.add("warning " + w.reason() + ": " + w.message()));
        return lines;
    }

    private static String line(Stage stage, Operation operation) {
        String what = stage.action()
                .match(
                        create -> "create " + create.ref(),
                        pod -> "run a pod with " + images(pod.template()),
                        await -> "wait for '" + stage.check().orElse("") + "'",
                        erase -> "erase " + erase.uri());
        String effect = stage.effect().what().isEmpty()
                ? ""
                : ", which overwrites " + stage.effect().what();
        String unstated = effect.isEmpty() && Planner.overwrites(stage, operation) ? ", which may overwrite data" : "";
        return stage.name() + ": " + what + effect + unstated + " (within " + Deadlines.words(stage.within()) + ")";
    }

    private static String images(JsonNode template) {
        List<String> images = new ArrayList<>();
        template.at("/spec/containers").forEach(c -> images.add(c.path("image").asText()));
        return String.join(", ", images);
    }
}
