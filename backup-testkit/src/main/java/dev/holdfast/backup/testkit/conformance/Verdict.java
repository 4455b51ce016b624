package dev.holdfast.backup.testkit.conformance;

import java.util.ArrayList;
import java.util.List;

/** Which rules are broken. Used by one thread. */
final class Verdict {

    private final Trouble trouble;
    private final List<Violation> violations = new ArrayList<>();

    Verdict(Trouble trouble) {
        this.trouble = trouble;
    }

    /** Whether nobody but the run has had a hand in what the application holds. */
    boolean sparesApplication() {
        return trouble.sparesApplication();
    }

    /** Whether nobody but the run has had a hand in its artifact. */
    boolean sparesArtifact() {
        return trouble.sparesArtifact();
    }

    /** Whether children may have been made once more. */
    boolean mayRepeat() {
        return trouble.mayRepeat();
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
