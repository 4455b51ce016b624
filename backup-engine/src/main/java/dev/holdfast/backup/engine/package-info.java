/** The backup engine. */
@NullMarked
package dev.holdfast.backup.engine;

import org.jspecify.annotations.NullMarked;
