package dev.holdfast.backup.testkit.conformance;

import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.spi.DriverDescriptor;
import dev.holdfast.backup.spi.Failed;
import dev.holdfast.backup.spi.Inspection;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.Observation;
import dev.holdfast.backup.spi.Planning;
import dev.holdfast.backup.spi.Problem;
import dev.holdfast.backup.spi.Reads;
import dev.holdfast.backup.spi.RefusedException;
import dev.holdfast.backup.spi.ResourceUse;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.Waiting;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Judges what a driver reads and answers. Thread-safe. */
final class Answers {

    private final DriverDescriptor descriptor;
    private final Findings findings;
    private final List<String> secrets;

    /** For the answers of a driver that must not tell these values. */
    Answers(DriverDescriptor descriptor, Findings findings, List<String> secrets) {
        this.descriptor = descriptor;
        this.findings = findings;
        this.secrets = List.copyOf(secrets);
    }

    /** Runs a call, and notes what it throws of its own and what it reads that it has not declared. */
    <T extends Reads, A> A guarded(String what, Tapped<T> tapped, String namespace, Supplier<A> call) {
        try {
            A answer = call.get();
            tells(what, answer.toString());
            return answer;
        } catch (RefusedException e) {
            throw e;
        } catch (RuntimeException e) {
            tells(what, e.toString());
            if (tapped.failed().isEmpty()) {
                findings.broken(Rule.ERRORS, what + " throws " + e);
            }
            throw e;
        } finally {
            declared(what, tapped, namespace);
        }
    }

    private void tells(String what, String text) {
        if (secrets.stream().anyMatch(text::contains)) {
            findings.broken(Rule.I7, what + " tells the value of a Secret: " + text);
        }
    }

    void planned(String what, Tapped<? extends Reads> tapped, Planning answer) {
        findings.countsOn(tapped.kinds());
        if (answer instanceof RunPlan plan) {
            findings.planned(plan);
            plan.warnings().forEach(w -> documented(what, w.reason()));
        }
        if (answer instanceof Waiting waiting) {
            waits(what, tapped, waiting);
        }
        if (answer instanceof Failed failed) {
            failed.problems().stream().map(Problem::reason).forEach(r -> documented(what, r));
        }
        answered(what, tapped, !(answer instanceof Waiting));
    }

    void observed(String what, Tapped<? extends Reads> tapped, Observation answer) {
        findings.countsOn(tapped.kinds());
        if (answer instanceof Waiting waiting) {
            waits(what, tapped, waiting);
        }
        if (answer instanceof Failed failed) {
            failed.problems().stream().map(Problem::reason).forEach(r -> documented(what, r));
        }
        answered(what, tapped, !(answer instanceof Waiting));
    }

    void inspected(Tapped<? extends Reads> tapped, Inspection answer) {
        boolean known = answer.match(p -> true, a -> true, u -> false);
        answered("inspect", tapped, known);
    }

    private void answered(String what, Tapped<? extends Reads> tapped, boolean known) {
        tapped.failed()
                .filter(e -> known)
                .ifPresent(e -> findings.broken(Rule.ERRORS, what + " has an answer although a read failed: " + e));
    }

    private void waits(String what, Tapped<? extends Reads> tapped, Waiting waiting) {
        documented(what, waiting.reason());
        if (waiting.recheckAfter().isPresent() && !tapped.isBlind()) {
            findings.broken(
                    Rule.WAKES,
                    what + " waits as " + waiting.reason() + " on a timer, though all that it read can be watched");
        }
    }

    private void documented(String what, String reason) {
        boolean known = Reasons.of(reason).isPresent()
                || reason.equals("UnknownOperatorState")
                || descriptor.reasons().stream().anyMatch(d -> d.reason().equals(reason));
        if (!known) {
            findings.broken(Rule.REASONS, what + " answers " + reason + ", which is documented nowhere");
        }
    }

    private void declared(String what, Tapped<? extends Reads> tapped, String namespace) {
        for (ObjectRef ref : tapped.got()) {
            if (uses(ref).noneMatch(u -> covers(u, ref, namespace))) {
                findings.broken(Rule.I8, what + " reads " + ref + ", which it does not declare to read there");
            }
        }
    }

    private Stream<ResourceUse> uses(ObjectRef ref) {
        return descriptor.resources().stream()
                .filter(u -> u.kind().equals(ref.kind()) && u.verbs().containsAll(List.of("get")));
    }

    private static boolean covers(ResourceUse use, ObjectRef ref, String namespace) {
        Optional<String> fixed = use.namespace();
        return use.scope() == ResourceUse.Scope.CLUSTER || ref.namespace().equals(fixed.orElse(namespace));
    }
}
