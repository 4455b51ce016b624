/** Measures of the engine: under load on a real API server, and of its hot functions alone. */
@NullMarked
package dev.holdfast.backup.benchmarks;

import org.jspecify.annotations.NullMarked;
