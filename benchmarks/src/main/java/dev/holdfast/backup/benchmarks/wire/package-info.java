/** Requests as bare as they can be, so that what sends them takes as little as possible of the machine that is measured. */
@NullMarked
package dev.holdfast.backup.benchmarks.wire;

import org.jspecify.annotations.NullMarked;
