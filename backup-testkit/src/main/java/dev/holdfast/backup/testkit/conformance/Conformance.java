package dev.holdfast.backup.testkit.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/**
 * The cases that a driver has to pass. Each operation is made once undisturbed; then once for each of its requests and each
 * disturbance, for each state of the operator, and for everything else that may befall it. Cases wait more than they compute, so several
 * go on at once.
 *
 * <p>System properties: {@value #ONLY} runs only the cases whose name contains its value, or one of several
 * separated by {@code " | "}; {@value #ALL} set to {@code true} also runs
 * those that are left out for time's sake; {@value #AT_ONCE} is how many go on at once, {@value #DEFAULT_AT_ONCE} by default.
 */
public final class Conformance {

    /** Names the property that chooses cases. */
    public static final String ONLY = "conformance.only";
    /** Names the property that leaves out nothing. */
    public static final String ALL = "conformance.all";
    /** Names the property that bounds how many cases go on at once. */
    public static final String AT_ONCE = "conformance.atOnce";

    private static final int DEFAULT_AT_ONCE = 8;

    private final Cast cast;
    private final DriverSubject subject;
    private final String only;
    private final boolean all;

    private Conformance(DriverSubject subject, String only, boolean all) {
        this.cast = new Cast(subject);
        this.subject = subject;
        this.only = only;
        this.all = all;
    }

    /** The cases of a driver, as the system properties choose them. */
    public static Conformance of(DriverSubject subject) {
        return new Conformance(subject, System.getProperty(ONLY, ""), Boolean.getBoolean(ALL));
    }

    /** The cases as JUnit tests, a container for each operation; they are under way when this returns. */
    public Stream<DynamicNode> cases() {
        ExecutorService threads = Executors.newFixedThreadPool(Integer.getInteger(AT_ONCE, DEFAULT_AT_ONCE), work -> {
            Thread thread = new Thread(work, "conformance-case");
            thread.setDaemon(true);
            return thread;
        });
        Map<Operation, Future<Trial.Result>> clean = new LinkedHashMap<>();
        subject.operations().stream().sorted().forEach(operation -> {
            Trial trial = new Trial(cast, operation, new NoTrouble());
            clean.put(operation, threads.submit(trial::run));
        });
        List<DynamicNode> containers = new ArrayList<>();
        clean.forEach((operation, first) -> containers.add(container(operation, first, threads)));
        threads.shutdown();
        return containers.stream();
    }

    private DynamicContainer container(Operation operation, Future<Trial.Result> clean, ExecutorService threads) {
        List<DynamicTest> tests = new ArrayList<>();
        Trial undisturbed = new Trial(cast, operation, new NoTrouble());
        tests.add(test(undisturbed, clean));
        Optional<Trial.Result> first = result(clean);
        List<Trouble> troubles = new Troubles(cast, all)
                .of(
                        operation,
                        first.map(Trial.Result::requests).orElse(List.of()),
                        first.map(Trial.Result::kinds).orElse(Set.of()));
        for (Trouble trouble : troubles) {
            Trial trial = new Trial(cast, operation, trouble);
            if (isChosen(trial)) {
                tests.add(test(trial, threads.submit(trial::run)));
            }
        }
        return DynamicContainer.dynamicContainer(subject.name() + ": " + operation, tests);
    }

    private boolean isChosen(Trial trial) {
        return Arrays.stream(only.split(" \\| ")).anyMatch(trial.name()::contains);
    }

    /** Without an undisturbed run there is nothing to disturb; that it failed is told by its own test. */
    private static Optional<Trial.Result> result(Future<Trial.Result> clean) {
        try {
            return Optional.of(clean.get());
        } catch (ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while an undisturbed run went on", e);
        }
    }

    private static DynamicTest test(Trial trial, Future<Trial.Result> result) {
        return DynamicTest.dynamicTest(trial.name(), () -> {
            try {
                Trial.Result told = result.get();
                if (!told.violations().isEmpty()) {
                    throw new AssertionError(told.report());
                }
            } catch (ExecutionException e) {
                throw new AssertionError(trial.name() + ": " + e.getMessage(), e);
            }
        });
    }

    /**
     * Runs one case and says which rules it finds broken; for tests of the kit itself.
     *
     * @param name of the case, such as {@code restore / clean} or {@code backup / get jobs run: ERROR_500}
     * @throws IllegalArgumentException if there is no such case
     */
    public List<Violation> violations(String name) {
        return new Troubles(cast, true)
                .named(name)
                .orElseThrow(() -> new IllegalArgumentException(subject.name() + " has no case '" + name + "'"))
                .run()
                .violations();
    }
}
