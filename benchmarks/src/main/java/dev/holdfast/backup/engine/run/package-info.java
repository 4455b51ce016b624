/** Benchmarks of what the engine's package of this name does not show to others. */
@NullMarked
package dev.holdfast.backup.engine.run;

import org.jspecify.annotations.NullMarked;
