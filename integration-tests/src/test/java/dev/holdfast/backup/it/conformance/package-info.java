/** The drivers of this project before the conformance kit. */
@NullMarked
package dev.holdfast.backup.it.conformance;

import org.jspecify.annotations.NullMarked;
