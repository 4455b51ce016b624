package dev.holdfast.backup.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.api.Labels;
import dev.holdfast.backup.engine.BackupEngine;
import dev.holdfast.backup.engine.Health;
import dev.holdfast.backup.testkit.api.LoggedRequest;
import dev.holdfast.backup.testkit.api.RequestInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One scenario with one disturbance, in a cluster of its own.
 *
 * @param moment at which request; none in a clean run
 */
record FaultCase(Scenario scenario, Optional<Moment> moment, Optional<Disturbance> disturbance) {

    private static final Logger LOG = LoggerFactory.getLogger(FaultCase.class);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(25);
    private static final Duration AFTER_THE_END = Duration.ofSeconds(2);
    private static final Duration SETTLES_WITHIN = Duration.ofSeconds(10);

    static FaultCase clean(Scenario scenario) {
        return new FaultCase(scenario, Optional.empty(), Optional.empty());
    }

    /** By which it can be run alone. */
    String name() {
        return scenario + " " + moment.map(Moment::toString).orElse("") + " "
                + disturbance.map(Enum::name).orElse("CLEAN");
    }

    /**
     * Runs it.
     *
     * <p>A run may do without the request; it has to end well all the same.
     *
     * @return the requests that were counted
     * @throws AssertionError if something is wrong
     */
    List<RequestInfo> run() {
        try (Platform platform = new Platform()) {
            scenario.prepare(platform);
            Gate gate = new Gate(platform.api, moment, disturbance);
            List<BackupEngine> engines = new ArrayList<>();
            try {
                engines.add(started(platform, Gate.FIRST));
                gate.arm();
                platform.api.clearRequests();
                scenario.start(platform);
                awaitMoment(platform, gate);
                if (disturbance.filter(Disturbance::isCrash).isPresent() && gate.isReached()) {
                    engines.add(started(platform, "engine-2"));
                }
                awaitCleanEnd(platform);
                return gate.seen();
            } finally {
                engines.forEach(BackupEngine::close);
            }
        }
    }

    private static BackupEngine started(Platform platform, String user) {
        BackupEngine engine = platform.engine(user, o -> o).alwaysLeader().build();
        engine.start();
        Awaitility.await("health of " + user)
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(engine.health()).allMatch(Health::ok));
        return engine;
    }

    private boolean mayFail() {
        return disturbance.filter(Disturbance::mayFail).isPresent();
    }

    private boolean hasEnded(Platform platform) {
        return scenario.ended(platform, mayFail());
    }

    private void awaitEnd(Platform platform, Callable<Boolean> condition) {
        try {
            await(ENDS_WITHIN).until(condition);
        } catch (ConditionTimeoutException e) {
            throw failure(platform, List.of("it does not end"));
        }
    }

    /** Some requests come after the end that a tenant sees, and a run may do without some. */
    private void awaitMoment(Platform platform, Gate gate) {
        awaitEnd(platform, () -> gate.isReached() || hasEnded(platform));
        try {
            await(AFTER_THE_END).until(gate::isReached);
        } catch (ConditionTimeoutException e) {
            LOG.debug("{} did without its request", name());
        }
    }

    private void awaitCleanEnd(Platform platform) {
        awaitEnd(platform, () -> hasEnded(platform));
        try {
            await(SETTLES_WITHIN).until(() -> wrong(platform).isEmpty());
        } catch (ConditionTimeoutException e) {
            throw failure(platform, wrong(platform));
        }
    }

    private static ConditionFactory await(Duration bound) {
        return Awaitility.await()
                .atMost(bound)
                .pollInterval(Duration.ofMillis(25))
                .pollDelay(Duration.ZERO);
    }

    private List<String> wrong(Platform platform) {
        List<String> wrong = new ArrayList<>(platform.history.violations());
        wrong.addAll(scenario.wrong(platform, mayFail()));
        platform.history.created().forEach((child, times) -> {
            if (times > 1 && !child.startsWith("Secret ")) {
                wrong.add(child + " was created " + times + " times");
            }
        });
        platform.all("Job").stream()
                .filter(j -> isOfRun(j) && !hasEnded(j))
                .forEach(j -> wrong.add(name(j) + " is left"));
        platform.all("Pod").stream()
                .filter(p -> isOfRun(p) && !p.at("/status/phase").asText().matches("Succeeded|Failed"))
                .forEach(p -> wrong.add(name(p) + " is left"));
        return wrong;
    }

    private static boolean isOfRun(JsonNode object) {
        return object.at("/metadata/labels").has(Labels.RUN_UID);
    }

    private static boolean hasEnded(JsonNode job) {
        return StreamSupport.stream(job.at("/status/conditions").spliterator(), false)
                .anyMatch(c -> c.path("type").asText().matches("Complete|Failed")
                        && c.path("status").asText().equals("True"));
    }

    private static String name(JsonNode object) {
        return object.path("kind").asText() + " " + object.at("/metadata/name").asText();
    }

    private AssertionError failure(Platform platform, List<String> wrong) {
        String requests = platform.api.requests().stream()
                .filter(r -> r.info().user().startsWith("engine") && !r.verb().equals("watch"))
                .map(FaultCase::line)
                .collect(Collectors.joining("\n  "));
        String state = List.of("BackupJob", "RestoreJob", "Backup").stream()
                .flatMap(k -> platform.all(k).stream())
                .map(o -> name(o) + " " + o.path("metadata").path("finalizers") + " " + o.path("status"))
                .collect(Collectors.joining("\n  "));
        return new AssertionError(name() + ": " + String.join("; ", wrong) + "\nrequests of the engine:\n  " + requests
                + "\nobjects:\n  " + state + "\nreplay it alone with -Dfaults.only=\"" + name() + "\"");
    }

    private static String line(LoggedRequest request) {
        return request.time() + " " + request.info().user() + " " + Moment.what(request.info()) + " -> "
                + request.status();
    }
}
