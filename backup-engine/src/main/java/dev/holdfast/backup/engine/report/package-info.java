/** What {@link dev.holdfast.backup.engine.Operations} answers: values for people and programs, read once and not kept up to date. */
@Evolving
@NullMarked
package dev.holdfast.backup.engine.report;

import dev.holdfast.backup.api.stability.Evolving;
import org.jspecify.annotations.NullMarked;
