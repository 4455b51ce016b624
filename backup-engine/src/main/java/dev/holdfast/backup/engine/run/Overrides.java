package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.api.Annotations;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.spi.Failed;
import dev.holdfast.backup.spi.Problem;
import dev.holdfast.backup.spi.RefusedException;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Bounds that a run or its class sets in place of the defaults. The run's spec wins over its annotations (for clusters whose
 * CRDs have no such fields), these over the class. Pure.
 *
 * @param awaiting for what the run needs before it can start
 * @param start for the work of a stage to begin
 * @param run for a stage in all
 */
record Overrides(Optional<Duration> awaiting, Optional<Duration> start, Optional<Duration> run) {

    private static final Overrides NONE = new Overrides(Optional.empty(), Optional.empty(), Optional.empty());
    private static final long MAX_SECONDS = Duration.ofDays(366).toSeconds();

    /** No overrides. */
    static Overrides none() {
        return NONE;
    }

    /**
     * Reads a job's, and below them its class's.
     *
     * @param classSpec spec of the class; a missing node if there is none
     * @throws RefusedException {@code InvalidSpec} with every value that is not a number of seconds from 1 to 366 days
     */
    static Overrides of(JobView job, JsonNode classSpec) {
        List<Problem> problems = new ArrayList<>();
        Overrides overrides = new Overrides(
                value(job, classSpec, "waitSeconds", Annotations.WAIT_SECONDS, problems),
                value(job, classSpec, "startSeconds", Annotations.START_SECONDS, problems),
                value(job, classSpec, "runSeconds", Annotations.RUN_SECONDS, problems));
        if (!problems.isEmpty()) {
            throw new RefusedException(new Failed(problems));
        }
        return overrides;
    }

    private static Optional<Duration> value(
            JobView job, JsonNode classSpec, String field, String annotation, List<Problem> problems) {
        JsonNode own = job.spec().path("deadlines").path(field);
        if (own.isNumber()) {
            return seconds(own.asText(), "/spec/deadlines/" + field, problems);
        }
        String set = job.annotations().get(annotation);
        if (set != null) {
            return seconds(set, "/metadata/annotations/" + annotation.replace("/", "~1"), problems);
        }
        JsonNode classes = classSpec.path("deadlines").path(field);
        return classes.isNumber()
                ? seconds(classes.asText(), "backup class, /spec/deadlines/" + field, problems)
                : Optional.empty();
    }

    private static Optional<Duration> seconds(String text, String field, List<Problem> problems) {
        if (text.matches("[0-9]{1,9}")) {
            long seconds = Long.parseLong(text);
            if (seconds >= 1 && seconds <= MAX_SECONDS) {
                return Optional.of(Duration.ofSeconds(seconds));
            }
        }
        problems.add(Problem.of(
                        Reasons.INVALID_SPEC.wire(),
                        "must be a number of seconds from 1 to " + MAX_SECONDS + ", not '" + text + "'")
                .at(field));
        return Optional.empty();
    }

    /** The same with another bound for a stage in all. */
    Overrides withRun(Optional<Duration> bound) {
        return bound.isEmpty() ? this : new Overrides(awaiting, start, bound);
    }

    /** The same with more time for people to decide, on top of what the run has to wait for then. */
    Overrides withPatience(Duration patience) {
        return awaiting.isPresent() ? this : new Overrides(Optional.of(patience), start, run);
    }

    /** The plan with these bounds in place of its own. */
    RunPlan apply(RunPlan plan) {
        List<Stage> stages = plan.stages().stream()
                .map(s -> start.map(s::startWithin).orElse(s))
                .map(s -> run.map(s::within).orElse(s))
                .toList();
        return plan.withStages(stages);
    }
}
