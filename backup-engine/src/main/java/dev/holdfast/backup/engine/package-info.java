/** The backup engine. */
@Evolving
@NullMarked
package dev.holdfast.backup.engine;

import dev.holdfast.backup.api.stability.Evolving;
import org.jspecify.annotations.NullMarked;
