/** Real parts to test a backup driver or a host against. */
@NullMarked
package dev.holdfast.backup.testkit;

import org.jspecify.annotations.NullMarked;
