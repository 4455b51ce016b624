package dev.holdfast.backup.it.mutants;

import dev.holdfast.backup.spi.BackupDriver;
import dev.holdfast.backup.testkit.conformance.Rule;
import java.util.function.Supplier;

/**
 * A driver with one mistake.
 *
 * @param name of the mutant
 * @param mistake in words
 * @param killedBy the case that finds it
 * @param rule that the case says is broken
 * @param driver makes one
 */
record Mutant(String name, String mistake, String killedBy, Rule rule, Supplier<BackupDriver> driver) {}
