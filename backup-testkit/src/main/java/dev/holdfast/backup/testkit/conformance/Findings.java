package dev.holdfast.backup.testkit.conformance;

import dev.holdfast.backup.spi.ResourceKind;
import dev.holdfast.backup.spi.RunPlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What was found out about a driver while it was called. Thread-safe. */
final class Findings {

    private final Set<Violation> violations = new LinkedHashSet<>();
    private final Set<RunPlan> plans = new LinkedHashSet<>();
    private final Set<ResourceKind> counted = new HashSet<>();
    private volatile Consumer<RunPlan> listener = plan -> {};

    synchronized void broken(Rule rule, String what) {
        violations.add(new Violation(rule, what));
    }

    void planned(RunPlan plan) {
        remember(plan);
        listener.accept(plan);
    }

    private synchronized void remember(RunPlan plan) {
        plans.add(plan);
    }

    /** Plans and checks count on these kinds. */
    synchronized void countsOn(Set<ResourceKind> kinds) {
        counted.addAll(kinds);
    }

    /** The kinds that plans and checks have read. */
    synchronized Set<ResourceKind> countedOn() {
        return Set.copyOf(counted);
    }

    /** Calls back for each plan, before the engine has it. */
    void whenPlanned(Consumer<RunPlan> then) {
        listener = then;
    }

    synchronized void forgetPlans() {
        plans.clear();
        counted.clear();
    }

    synchronized List<Violation> violations() {
        return new ArrayList<>(violations);
    }

    /** All plans that were made, oldest first. */
    synchronized List<RunPlan> plans() {
        return new ArrayList<>(plans);
    }
}
