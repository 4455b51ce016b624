package dev.holdfast.backup.testkit.conformance;

import java.util.ArrayList;
import java.util.List;

/** Which rules are broken. Used by one thread. */
final class Verdict {

    private final Outcome outcome;
    private final List<Violation> violations = new ArrayList<>();

    Verdict(Outcome outcome) {
        this.outcome = outcome;
    }

    /** How the run may end. */
    Outcome outcome() {
        return outcome;
    }

    void expect(Rule rule, boolean holds, String otherwise) {
        if (!holds) {
            violations.add(new Violation(rule, otherwise));
        }
    }

    void add(List<Violation> more) {
        violations.addAll(more);
    }

    List<Violation> violations() {
        return List.copyOf(violations);
    }
}
