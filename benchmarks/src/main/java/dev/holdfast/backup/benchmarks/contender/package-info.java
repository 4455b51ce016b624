/** What is measured, each in a process of its own: the engine, and a loop that makes only the writes a run needs. */
@NullMarked
package dev.holdfast.backup.benchmarks.contender;

import org.jspecify.annotations.NullMarked;
