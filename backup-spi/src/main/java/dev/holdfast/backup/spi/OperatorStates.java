package dev.holdfast.backup.spi;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The states that an operator documents, and what each means for a stage. A state that is not in the table is waited for,
 * bounded by the stage: it is never taken for success or failure. Immutable; each method returns a changed copy.
 */
public final class OperatorStates {

    private final Map<String, Function<String, Observation>> meanings;

    private OperatorStates(Map<String, Function<String, Observation>> meanings) {
        this.meanings = Map.copyOf(meanings);
    }

    /** An empty table. */
    public static OperatorStates table() {
        return new OperatorStates(Map.of());
    }

    private OperatorStates with(String state, Function<String, Observation> meaning) {
        if (meanings.containsKey(state)) {
            throw new IllegalArgumentException("state '" + state + "' stands twice in the table");
        }
        Map<String, Function<String, Observation>> more = new LinkedHashMap<>(meanings);
        more.put(state, meaning);
        return new OperatorStates(more);
    }

    /** In this state the work has not begun. */
    public OperatorStates pending(String state, String reason) {
        return with(state, message -> Waiting.waiting(reason, message));
    }

    /** In this state the work is under way. */
    public OperatorStates running(String state, String reason) {
        return with(state, message -> Waiting.running(reason, message));
    }

    /** In this state the work has failed for good. */
    public OperatorStates failed(String state, String reason) {
        return with(state, message -> Failed.failed(reason, message));
    }

    /** In this state the operator says that it succeeded; the driver still has to see the data. */
    public OperatorStates succeeded(String state) {
        return with(state, message -> Done.done());
    }

    /** What {@code state} means; {@code message} goes to the reader, with the state's name where it is unknown. */
    public Observation observe(String state, String message) {
        return meanings.getOrDefault(
                        state,
                        m -> Waiting.waiting(
                                "UnknownOperatorState",
                                state.isEmpty() ? "the operator has not reported yet" : "state '" + state + "': " + m))
                .apply(message);
    }

    /** All states of the table. */
    public Set<String> states() {
        return meanings.keySet();
    }
}
