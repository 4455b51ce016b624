package dev.holdfast.backup.it.faults;

import dev.holdfast.backup.testkit.api.RequestInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Every run is made once undisturbed; then once for each of its requests and each disturbance. Runs wait more than they compute, so
 * several go on at once. {@code -Dfaults.only=<part of a name>} runs only the cases whose name contains it, {@code -Dfaults.all=true}
 * also those that a scenario leaves out for time's sake.
 */
@Isolated("it counts on time, and needs the processors")
class FaultInjectionTest {

    private static final boolean ALL = Boolean.getBoolean("faults.all");
    private static final int AT_ONCE = Integer.getInteger("faults.atOnce", 8);

    @TestFactory
    Stream<DynamicContainer> endsCleanlyWhateverHappensAtAnyRequest() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, work -> {
            Thread thread = new Thread(work, "fault-case");
            thread.setDaemon(true);
            return thread;
        });
        List<Future<List<RequestInfo>>> clean = new ArrayList<>();
        for (Scenario scenario : Scenario.values()) {
            clean.add(threads.submit(() -> FaultCase.clean(scenario).run()));
        }
        List<DynamicContainer> containers = new ArrayList<>();
        for (Scenario scenario : Scenario.values()) {
            List<RequestInfo> requests = clean.get(scenario.ordinal()).get();
            containers.add(DynamicContainer.dynamicContainer(
                    scenario + " in " + requests.size() + " requests",
                    cases(scenario, requests).stream()
                            .map(c -> test(c, threads))
                            .toList()));
        }
        threads.shutdown();
        return containers.stream();
    }

    private static List<FaultCase> cases(Scenario scenario, List<RequestInfo> requests) {
        String only = System.getProperty("faults.only", "");
        List<FaultCase> cases = new ArrayList<>();
        for (Moment moment : Moment.of(requests)) {
            for (Disturbance disturbance : Disturbance.values()) {
                FaultCase made = new FaultCase(scenario, Optional.of(moment), Optional.of(disturbance));
                boolean chosen = ALL || scenario.isDisturbedBy(disturbance);
                if (chosen
                        && disturbance.appliesTo(moment.request())
                        && made.name().contains(only)) {
                    cases.add(made);
                }
            }
        }
        return cases;
    }

    private static DynamicTest test(FaultCase made, ExecutorService threads) {
        Future<List<RequestInfo>> result = threads.submit(made::run);
        return DynamicTest.dynamicTest(made.name(), () -> {
            try {
                result.get();
            } catch (ExecutionException e) {
                throw e.getCause();
            }
        });
    }
}
