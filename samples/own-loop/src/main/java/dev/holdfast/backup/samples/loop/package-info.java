/**
 * The engine as plain functions: this host brings the thread, the queue and the watches. Made for controllers that have all of
 * these anyway; whoever has not should let the engine run itself.
 */
@NullMarked
package dev.holdfast.backup.samples.loop;

import org.jspecify.annotations.NullMarked;
