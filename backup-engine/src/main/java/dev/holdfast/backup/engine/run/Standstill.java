package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.spi.Conditions;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Optional;

/** Whether something that was suspended stands still, from what it says of itself. Pure. */
final class Standstill {

    private static final String FLUX_HELM = "helm.toolkit.fluxcd.io";

    private Standstill() {}

    /** What is still going on, in words; empty if nothing is. */
    static Optional<String> disturbed(GenericKubernetesResource object) {
        return object.getApiVersion().startsWith(FLUX_HELM + "/") ? helmAction(object) : unobserved(object);
    }

    /**
     * The controller says so with {@code Reconciling}, and with {@code Ready} unknown, from the start of an action to its end. Its
     * {@code observedGeneration} is not asked for: a controller that is down would hold up every restore.
     */
    private static Optional<String> helmAction(GenericKubernetesResource release) {
        if (Conditions.isTrue(release, "Reconciling")) {
            return Optional.of(
                    Conditions.find(release, "Reconciling").orElseThrow().message());
        }
        return Conditions.find(release, "Ready")
                .filter(c -> c.status().equals("Unknown"))
                .map(Conditions.Condition::message);
    }

    private static Optional<String> unobserved(GenericKubernetesResource object) {
        Object observed = object.get("status", "observedGeneration");
        Long generation = object.getMetadata().getGeneration();
        boolean behind = observed instanceof Number n && generation != null && n.longValue() < generation;
        return behind
                ? Optional.of("generation " + generation + " was not observed by its controller yet")
                : Optional.empty();
    }
}
