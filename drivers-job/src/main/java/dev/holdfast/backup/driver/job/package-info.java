/**
 * The generic Job driver: whatever pod the author of a strategy supplies, run once per backup, restore, clean-up or
 * verification. The pod itself is the engine's to run; this package decides what is run, when, and when not.
 */
@Evolving
@NullMarked
package dev.holdfast.backup.driver.job;

import dev.holdfast.backup.api.stability.Evolving;
import org.jspecify.annotations.NullMarked;
