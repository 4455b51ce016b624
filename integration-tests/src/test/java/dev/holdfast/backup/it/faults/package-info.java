/** What the engine does, and tells, while its API server does not answer. */
@NullMarked
package dev.holdfast.backup.it.faults;

import org.jspecify.annotations.NullMarked;
