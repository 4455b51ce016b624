package dev.holdfast.backup.spi;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Stages during which a reconciler stands still. The engine sets the field before the first of them, waits until the reconciler is
 * idle, sets it again whenever somebody changes it, and puts the previous value back at the end of the range, on every exit; only
 * while a deletion in the range has begun and the range has not ended it stays, as what is gone would be made anew, and empty.
 *
 * @param reconciler what is suspended
 * @param parts in order, at least one
 * @param idleWithin how long the reconciler may take to stand still; default 35 minutes, as a Helm action may take 30
 * @param neededAfter whether the plan counts on the reconciler after the range; then one that somebody else has suspended is refused
 *     as {@code ReconcilerSuspended}
 */
public record Suspended(Reconciler reconciler, List<PlanPart> parts, Duration idleWithin, boolean neededAfter)
        implements PlanPart {

    /** Default of {@link #idleWithin(Duration)}. */
    public static final Duration DEFAULT_IDLE_WITHIN = Duration.ofMinutes(35);

    /** Copies the list and requires it not to be empty. */
    public Suspended {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a range in which " + reconciler.ref() + " is suspended has no stages");
        }
    }

    /** The same with another bound for standing still. */
    public Suspended idleWithin(Duration bound) {
        return new Suspended(reconciler, parts, bound, neededAfter);
    }

    /** The same, counting on the reconciler after the range. */
    public Suspended thenNeeded() {
        return new Suspended(reconciler, parts, idleWithin, true);
    }

    /** The stages of these parts in order; a range begins and ends with a stage of its own. */
    static List<Stage> flat(List<? extends PlanPart> parts) {
        List<Stage> stages = new ArrayList<>();
        flatten(parts, stages, new Numbers());
        return stages;
    }

    private static final class Numbers {
        private int ranges;
    }

    private static void flatten(List<? extends PlanPart> parts, List<Stage> into, Numbers numbers) {
        for (PlanPart part : parts) {
            if (part instanceof Stage stage) {
                into.add(stage);
            } else if (part instanceof Suspended range) {
                numbers.ranges++;
                String suffix = numbers.ranges == 1 ? "" : "-" + numbers.ranges;
                String first = "suspend" + suffix;
                into.add(Stage.of(first, new StageAction.Suspend(range.reconciler, range.neededAfter))
                        .startWithin(range.idleWithin)
                        .within(range.idleWithin));
                flatten(range.parts, into, numbers);
                into.add(Stage.of("resume" + suffix, new StageAction.Resume(first))
                        .within(Duration.ofMinutes(5)));
            }
        }
    }
}
