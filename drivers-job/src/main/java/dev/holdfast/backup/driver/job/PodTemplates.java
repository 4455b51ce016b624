package dev.holdfast.backup.driver.job;

import dev.holdfast.backup.spi.Failed;
import dev.holdfast.backup.spi.Problem;
import dev.holdfast.backup.spi.RefusedException;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Makes the pod to run from the template of a strategy. */
final class PodTemplates {

    private static final Set<String> RESTART_POLICIES = Set.of("Never", "OnFailure");

    private PodTemplates() {}

    /**
     * The template with what the strategy left open: pods are not restarted, a failed container leaves the end of its log as
     * termination message, labels and annotations of the knobs are on the pod.
     *
     * @throws RefusedException {@code InvalidStrategy} if no Job can be made from it
     */
    static PodTemplateSpec complete(PodTemplateSpec template, JobKnobs knobs) {
        PodTemplateSpec pod = new PodTemplateSpecBuilder(template)
                .editOrNewMetadata()
                .addToLabels(knobs.podLabels())
                .addToAnnotations(knobs.podAnnotations())
                .endMetadata()
                .editOrNewSpec()
                .endSpec()
                .build();
        PodSpec spec = pod.getSpec();
        if (isEmpty(spec.getRestartPolicy())) {
            spec.setRestartPolicy("Never");
        }
        spec.getContainers().forEach(PodTemplates::completeContainer);
        spec.getInitContainers().forEach(PodTemplates::completeContainer);
        refuseUnusable(spec, knobs);
        return pod;
    }

    private static void completeContainer(Container container) {
        if (isEmpty(container.getTerminationMessagePolicy())) {
            container.setTerminationMessagePolicy("FallbackToLogsOnError");
        }
    }

    private static void refuseUnusable(PodSpec spec, JobKnobs knobs) {
        List<Problem> problems = new ArrayList<>();
        if (spec.getContainers().isEmpty()) {
            problems.add(problem("/spec/template/spec/containers", "at least one container is needed"));
        }
        if (!RESTART_POLICIES.contains(spec.getRestartPolicy())) {
            problems.add(problem(
                    "/spec/template/spec/restartPolicy",
                    "must be Never or OnFailure, not '" + spec.getRestartPolicy()
                            + "': the pod has to come to an end"));
        }
        knobs.resultContainer()
                .filter(Predicate.not(name -> spec.getContainers().stream().anyMatch(c -> name.equals(c.getName()))))
                .ifPresent(name -> problems.add(problem(
                        "/spec/template/spec/containers",
                        "no container is named '" + name + "', as " + JobKnobs.PREFIX + "result-container says")));
        if (!problems.isEmpty()) {
            throw new RefusedException(new Failed(problems));
        }
    }

    private static Problem problem(String field, String message) {
        return Problem.of("InvalidStrategy", message).at(field);
    }

    private static boolean isEmpty(@Nullable String text) {
        return text == null || text.isEmpty();
    }
}
