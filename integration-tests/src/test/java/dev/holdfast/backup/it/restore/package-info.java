/** Restores that take a live system apart, played with the Vault operator on the API simulator. */
@NullMarked
package dev.holdfast.backup.it.restore;

import org.jspecify.annotations.NullMarked;
