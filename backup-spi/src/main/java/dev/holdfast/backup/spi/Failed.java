package dev.holdfast.backup.spi;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * This cannot succeed by waiting.
 *
 * @param problems at least one; the first gives the run its reason
 */
public record Failed(List<Problem> problems) implements Planning, Observation {

    /** Copies the list and requires it not to be empty. */
    public Failed {
        problems = List.copyOf(problems);
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("a failure needs at least one problem");
        }
    }

    /** One problem. */
    public static Failed failed(String reason, String message) {
        return new Failed(List.of(Problem.of(reason, message)));
    }

    /** One problem at a field of the user's object, given as a JSON pointer such as {@code /spec/options/database}. */
    public static Failed failed(String reason, String message, String field) {
        return new Failed(List.of(Problem.of(reason, message).at(field)));
    }

    static Failed unsupported(String operation, DriverDescriptor descriptor) {
        return failed(
                "Unsupported",
                "the driver for strategy kind " + descriptor.strategyType() + " does not support " + operation);
    }

    /** The reason of the first problem. */
    public String reason() {
        return problems.get(0).reason();
    }

    /** All problems in one sentence, fields first. */
    public String message() {
        return problems.stream().map(Problem::text).collect(Collectors.joining("; "));
    }

    @Override
    public <T> T match(Function<RunPlan, T> plan, Function<Waiting, T> waiting, Function<Failed, T> failed) {
        return failed.apply(this);
    }

    @Override
    public <T> T match(
            Function<Done, T> done,
            Function<Waiting, T> waiting,
            Function<Failed, T> failed,
            Function<Retry, T> retry) {
        return failed.apply(this);
    }
}
