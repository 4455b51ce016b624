package dev.holdfast.backup.it.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.it.conformance.VaultSubject;
import dev.holdfast.backup.testkit.conformance.Conformance;
import dev.holdfast.backup.testkit.conformance.DriverSubject;
import dev.holdfast.backup.testkit.conformance.Violation;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Isolated;

/** The kit finds every classic mistake, and finds none where there is none. */
@Tag("long")
@Isolated("it counts on time, and needs the processors")
class MutantsTest {

    private static final int AT_ONCE = 8;

    static List<Mutant> mutants() {
        return Stream.concat(PlanMutants.all().stream(), CheckMutants.all().stream())
                .toList();
    }

    @Test
    void thereAreEnoughOfThem() {
        assertThat(mutants()).hasSizeGreaterThanOrEqualTo(20);
        assertThat(mutants()).extracting(Mutant::name).doesNotHaveDuplicates();
    }

    @TestFactory
    Stream<DynamicTest> everyMutantIsKilledByTheRuleItBreaks() {
        return sideBySide(mutants(), Mutant::name, m -> {
            List<Violation> found = violations(new VaultSubject(m.name(), m.driver()), m.killedBy());
            assertThat(found)
                    .as(m.name() + ": " + m.mistake())
                    .extracting(Violation::rule)
                    .contains(m.rule());
        });
    }

    @TestFactory
    Stream<DynamicTest> theDriverWithoutAMistakePassesTheSameCases() {
        List<String> cases = mutants().stream().map(Mutant::killedBy).distinct().toList();
        return sideBySide(cases, c -> c, c -> assertThat(violations(new VaultSubject(), c))
                .isEmpty());
    }

    private static List<Violation> violations(DriverSubject subject, String name) {
        return Conformance.of(subject).violations(name);
    }

    /** What is done to one of several. */
    private interface Act<T> {
        void on(T one);
    }

    /** Cases wait more than they compute, so several go on at once. */
    private static <T> Stream<DynamicTest> sideBySide(List<T> all, Function<T, String> name, Act<T> act) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, work -> {
            Thread thread = new Thread(work, "mutant");
            thread.setDaemon(true);
            return thread;
        });
        List<DynamicTest> tests = all.stream()
                .map(one -> {
                    Future<?> result = threads.submit(() -> act.on(one));
                    return DynamicTest.dynamicTest(name.apply(one), result::get);
                })
                .toList();
        threads.shutdown();
        return tests.stream();
    }
}
