/** Keys of work, the queue that keeps them, and what wakes them. Nothing here knows what a backup is. */
@Internal
@NullMarked
package dev.holdfast.backup.engine.work;

import dev.holdfast.backup.api.stability.Internal;
import org.jspecify.annotations.NullMarked;
