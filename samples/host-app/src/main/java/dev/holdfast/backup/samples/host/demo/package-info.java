/** A backup and its restores with a real database, everything on this machine. */
@NullMarked
package dev.holdfast.backup.samples.host.demo;

import org.jspecify.annotations.NullMarked;
