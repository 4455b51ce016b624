/** Keeps secrets out of everything the engine says. */
@NullMarked
package dev.holdfast.backup.engine.redact;

import org.jspecify.annotations.NullMarked;
