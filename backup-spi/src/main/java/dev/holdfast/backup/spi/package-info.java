/** The contract between engine and driver. */
@NullMarked
package dev.holdfast.backup.spi;

import org.jspecify.annotations.NullMarked;
