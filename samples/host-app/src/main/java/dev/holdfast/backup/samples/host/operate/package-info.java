/** The commands for people: what is under way, backing up and restoring, deciding, and leaving. They print what the engine answers. */
@NullMarked
package dev.holdfast.backup.samples.host.operate;

import org.jspecify.annotations.NullMarked;
