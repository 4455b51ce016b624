/**
 * The life of a run: what it was started with, where it stands, what follows. Decisions are pure functions over records; the
 * few classes that read and write say so.
 */
@Internal
@NullMarked
package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.api.stability.Internal;
import org.jspecify.annotations.NullMarked;
