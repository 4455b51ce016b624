package dev.holdfast.backup.it.real;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/** Cases that wait more than they compute, and so go on all at once; each is a test of its own. */
final class SideBySide {

    private SideBySide() {}

    /** A case that has a scene to itself. */
    static <S extends AutoCloseable> Executable in(Supplier<S> made, Consumer<S> test) {
        return () -> {
            try (S scene = made.get()) {
                test.accept(scene);
            }
        };
    }

    static Stream<DynamicTest> tests(Map<String, Executable> cases) {
        ExecutorService threads = Executors.newFixedThreadPool(cases.size(), work -> {
            Thread thread = new Thread(work, "case");
            thread.setDaemon(true);
            return thread;
        });
        Stream<DynamicTest> tests = cases.entrySet().stream()
                .map(c -> test(c.getKey(), threads.submit(() -> run(c.getValue()))))
                .toList()
                .stream();
        threads.shutdown();
        return tests;
    }

    private static boolean run(Executable made) throws Exception {
        try {
            made.execute();
            return true;
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static DynamicTest test(String name, Future<Boolean> outcome) {
        return DynamicTest.dynamicTest(name, () -> {
            try {
                outcome.get();
            } catch (ExecutionException e) {
                throw e.getCause();
            }
        });
    }
}
