/** Runs that are disturbed at every request they make: crashes, refusals, lost answers, lost and late watch events, two leaders. */
@NullMarked
package dev.holdfast.backup.it.faults;

import org.jspecify.annotations.NullMarked;
