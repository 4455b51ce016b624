/** The core kinds of group backups.cozystack.io and the words used on them. */
@Evolving
@NullMarked
package dev.holdfast.backup.api;

import dev.holdfast.backup.api.stability.Evolving;
import org.jspecify.annotations.NullMarked;
