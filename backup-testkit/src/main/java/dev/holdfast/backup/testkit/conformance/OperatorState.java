package dev.holdfast.backup.testkit.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A state that the operator may be in while an operation goes on.
 *
 * @param name in words, such as {@code VaultBackup Failed}
 * @param operation during which
 * @param expected what has to come of it
 * @param enter makes the operator's next answer this one; called before the operation begins
 * @param leave lets the operator go on, where the state is to be waited out
 * @param seen whether an object shows the state; asked of every object after every change
 */
public record OperatorState(
        String name,
        Operation operation,
        Expected expected,
        Consumer<OperatorSimulator> enter,
        Consumer<OperatorSimulator> leave,
        Predicate<JsonNode> seen) {

    /** What has to come of a state. */
    public enum Expected {
        /** The operation goes on waiting, and succeeds once the operator has gone on. */
        WAITS,
        /** The operation fails, long before its time is up. */
        FAILS,
        /** The operation succeeds. */
        SUCCEEDS
    }

    /** A state in which the operation goes on waiting until the operator goes on. */
    public static OperatorState waits(
            String name,
            Operation operation,
            Consumer<OperatorSimulator> enter,
            Consumer<OperatorSimulator> leave,
            Predicate<JsonNode> seen) {
        return new OperatorState(name, operation, Expected.WAITS, enter, leave, seen);
    }

    /** A state that no waiting helps against. */
    public static OperatorState fails(
            String name, Operation operation, Consumer<OperatorSimulator> enter, Predicate<JsonNode> seen) {
        return new OperatorState(name, operation, Expected.FAILS, enter, operator -> {}, seen);
    }

    /** A state that the operation passes, or ends with. */
    public static OperatorState succeeds(String name, Operation operation, Predicate<JsonNode> seen) {
        return new OperatorState(name, operation, Expected.SUCCEEDS, operator -> {}, operator -> {}, seen);
    }
}
