/** Keeps secrets out of everything the engine says. */
@Internal
@NullMarked
package dev.holdfast.backup.engine.redact;

import dev.holdfast.backup.api.stability.Internal;
import org.jspecify.annotations.NullMarked;
