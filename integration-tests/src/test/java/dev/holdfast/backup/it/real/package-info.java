/** The engine with its Job driver on a real control plane, with pods that are real processes. */
@NullMarked
package dev.holdfast.backup.it.real;

import org.jspecify.annotations.NullMarked;
