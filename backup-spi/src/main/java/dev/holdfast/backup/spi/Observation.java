package dev.holdfast.backup.spi;

import java.util.function.Function;

/** How a stage stands. */
public sealed interface Observation permits Done, Waiting, Failed, Retry {

    /** Applies the function of the case at hand. */
    <T> T match(
            Function<Done, T> done, Function<Waiting, T> waiting, Function<Failed, T> failed, Function<Retry, T> retry);
}
