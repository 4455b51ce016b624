package dev.holdfast.backup.engine.template;

import java.util.List;

/**
 * Commands, each given the value of the one before as its last argument.
 *
 * @param variables variables that take the value, with their dollar signs; at most one except in range
 * @param declares whether they are new ({@code :=}) or assigned ({@code =})
 */
record Pipeline(List<String> variables, boolean declares, List<Command> commands) {
    /** A function with its arguments, or a lone value. */
    record Command(List<Operand> words) {}
}
