/** The core kinds of group backups.cozystack.io and the words used on them. */
@NullMarked
package dev.holdfast.backup.api;

import org.jspecify.annotations.NullMarked;
