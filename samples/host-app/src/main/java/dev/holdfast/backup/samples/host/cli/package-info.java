/** How commands fail and print: one line for people, an exit code for programs. */
@NullMarked
package dev.holdfast.backup.samples.host.cli;

import org.jspecify.annotations.NullMarked;
