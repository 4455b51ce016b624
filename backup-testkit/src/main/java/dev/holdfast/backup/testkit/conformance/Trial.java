package dev.holdfast.backup.testkit.conformance;

import dev.holdfast.backup.spi.ResourceKind;
import dev.holdfast.backup.testkit.api.RequestInfo;
import java.util.List;
import java.util.Set;

/**
 * One case: an operation to which something happens, in a world of its own.
 *
 * @param cast the driver and its world
 * @param operation what it is asked for
 * @param trouble what happens meanwhile
 */
record Trial(Cast cast, Operation operation, Trouble trouble) {

    /** By which it can be run alone. */
    String name() {
        return operation + " / " + trouble.name();
    }

    /**
     * What came of it.
     *
     * @param violations the rules that are broken
     * @param requests of the engines, in order
     * @param kinds that plans and checks have read
     * @param report for people; empty if nothing is broken
     */
    record Result(List<Violation> violations, List<RequestInfo> requests, Set<ResourceKind> kinds, String report) {}

    /** Runs it. */
    Result run() {
        try (Scene scene = new Scene(cast)) {
            trouble.before(scene);
            Course course = Course.of(operation, scene);
            trouble.engines(scene);
            course.prepare();
            trouble.prepare(scene, course);
            scene.curtain();
            course.start(trouble.order(Order.with(cast.subject().options())));
            Verdict verdict = new Verdict(trouble);
            trouble.during(scene, course, verdict);
            if (!trouble.isOpenEnded()) {
                Waits.within(trouble.endsWithin(), () -> course.hasEnded() || isBroken(scene));
                Waits.within(
                        trouble.settlesWithin(),
                        () -> isBroken(scene) || judged(scene, course).isEmpty());
                verdict.add(judged(scene, course));
                new Reach(scene).judge(verdict);
                new Leaks(scene).judge(verdict);
            }
            List<Violation> violations =
                    verdict.violations().stream().distinct().toList();
            String report = violations.isEmpty() ? "" : new Report(this, scene, course).text(violations);
            return new Result(violations, scene.gate.seen(), scene.findings.countedOn(), report);
        }
    }

    /** Whether a rule is broken that no waiting mends. */
    private static boolean isBroken(Scene scene) {
        return !scene.findings.violations().isEmpty()
                || !scene.history.violations().isEmpty();
    }

    private List<Violation> judged(Scene scene, Course course) {
        Verdict verdict = new Verdict(trouble);
        course.others(verdict);
        if (!course.hasEnded()) {
            Rule rule = trouble.outcome() == Outcome.FAILS ? trouble.rule() : Rule.I3;
            verdict.expect(rule, false, "it does not end; " + course.ending());
            verdict.add(scene.history.violations());
            verdict.add(scene.findings.violations());
            return verdict.violations();
        }
        boolean succeeded = course.hasSucceeded();
        verdict.expect(
                trouble.rule(), succeeded || trouble.outcome() != Outcome.SUCCEEDS, "it fails; " + course.ending());
        verdict.expect(
                trouble.rule(), !succeeded || trouble.outcome() != Outcome.FAILS, "it succeeds; " + course.ending());
        course.judge(verdict);
        new Aftermath(scene, course.isInterrupted()).judge(verdict);
        return verdict.violations();
    }
}
