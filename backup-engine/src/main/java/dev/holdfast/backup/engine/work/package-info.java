/** Keys of work, the queue that keeps them, and what wakes them. Nothing here knows what a backup is. */
@NullMarked
package dev.holdfast.backup.engine.work;

import org.jspecify.annotations.NullMarked;
