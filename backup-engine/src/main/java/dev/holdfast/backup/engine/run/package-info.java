/**
 * The life of a run: what it was started with, where it stands, what follows. Decisions are pure functions over records; the
 * few classes that read and write say so.
 */
@NullMarked
package dev.holdfast.backup.engine.run;

import org.jspecify.annotations.NullMarked;
