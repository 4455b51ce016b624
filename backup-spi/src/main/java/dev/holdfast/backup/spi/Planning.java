package dev.holdfast.backup.spi;

import java.util.function.Function;

/** The answer to a planning request: a plan, a wait for something that is missing, or a refusal. */
public sealed interface Planning permits RunPlan, Waiting, Failed {

    /** Applies the function of the case at hand. */
    <T> T match(Function<RunPlan, T> plan, Function<Waiting, T> waiting, Function<Failed, T> failed);
}
