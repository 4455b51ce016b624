/** The command that runs the engine. */
@NullMarked
package dev.holdfast.backup.samples.host.run;

import org.jspecify.annotations.NullMarked;
