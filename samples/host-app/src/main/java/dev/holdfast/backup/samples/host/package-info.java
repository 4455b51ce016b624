/** A program that hosts the engine: its commands and what they share. */
@NullMarked
package dev.holdfast.backup.samples.host;

import org.jspecify.annotations.NullMarked;
