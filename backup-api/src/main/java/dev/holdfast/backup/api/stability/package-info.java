/** How far a public type can be relied upon. */
@Evolving
@NullMarked
package dev.holdfast.backup.api.stability;

import org.jspecify.annotations.NullMarked;
