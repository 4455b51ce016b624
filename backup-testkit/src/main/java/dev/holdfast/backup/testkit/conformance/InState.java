package dev.holdfast.backup.testkit.conformance;

import dev.holdfast.backup.api.Annotations;
import dev.holdfast.backup.testkit.conformance.OperatorState.Expected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The operator comes into a state, and something may happen there. */
record InState(OperatorState state, Turn turn) implements Trouble {

    private static final Duration SEEN_WITHIN = Duration.ofSeconds(20);
    private static final Duration LOOKED_AT = Duration.ofMillis(1500);
    private static final Duration FAILS_WITHIN = Duration.ofSeconds(12);

    /** What happens in the state. */
    enum Turn {
        /** What the operator makes of it. */
        NONE("state: "),
        /** The operator goes on, comes back, and goes on. */
        FLAPPING("flapping: "),
        /** Somebody cancels the run, and the operator goes on after a while. */
        CANCELLED("cancelled in state: "),
        /** The run's time is up. */
        DEADLINE("out of time in state: ");

        private final String words;

        Turn(String words) {
            this.words = words;
        }
    }

    /**
     * All that may happen in a state.
     *
     * @param byJob whether the run is asked for by a job, which can be cancelled and may have a deadline
     */
    static List<Trouble> of(OperatorState state, boolean byJob) {
        List<Trouble> troubles = new ArrayList<>(List.of(new InState(state, Turn.NONE)));
        if (state.expected() == Expected.WAITS) {
            troubles.add(new InState(state, Turn.FLAPPING));
            if (byJob) {
                troubles.add(new InState(state, Turn.CANCELLED));
                troubles.add(new InState(state, Turn.DEADLINE));
            }
        }
        return troubles;
    }

    @Override
    public String name() {
        return turn.words + state.name();
    }

    @Override
    public Outcome outcome() {
        return switch (turn) {
            case CANCELLED -> Outcome.ANY;
            case DEADLINE -> Outcome.FAILS;
            default -> state.expected() == Expected.FAILS ? Outcome.FAILS : Outcome.SUCCEEDS;
        };
    }

    @Override
    public Rule rule() {
        return turn == Turn.DEADLINE ? Rule.I3 : Rule.STATES;
    }

    @Override
    public Duration endsWithin() {
        return state.expected() == Expected.FAILS ? FAILS_WITHIN : Trouble.super.endsWithin();
    }

    @Override
    public Order order(Order order) {
        return turn == Turn.DEADLINE ? order.annotated(Annotations.RUN_SECONDS, "2") : order;
    }

    @Override
    public void prepare(Scene scene, Course course) {
        state.enter().accept(scene.operator);
    }

    @Override
    public void during(Scene scene, Course course, Verdict verdict) {
        boolean seen = Waits.within(SEEN_WITHIN, () -> scene.history.ever(state.seen()));
        verdict.expect(Rule.STATES, seen, "the simulator never came into state '" + state.name() + "'");
        if (state.expected() != Expected.WAITS || !seen) {
            return;
        }
        if (turn == Turn.DEADLINE) {
            Waits.within(endsWithin(), course::hasEnded);
        } else if (turn == Turn.CANCELLED) {
            course.cancel();
            Waits.within(LOOKED_AT, course::hasEnded);
        } else {
            waits(scene, course, verdict);
        }
        state.leave().accept(scene.operator);
    }

    private void waits(Scene scene, Course course, Verdict verdict) {
        boolean ended = Waits.within(LOOKED_AT, course::hasEnded);
        verdict.expect(Rule.STATES, !ended, "it does not wait in state '" + state.name() + "'; " + course.ending());
        if (turn == Turn.FLAPPING) {
            state.leave().accept(scene.operator);
            state.enter().accept(scene.operator);
            Waits.within(Duration.ofMillis(500), course::hasEnded);
        }
    }
}
