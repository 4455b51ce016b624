/** Servers that tests and demos start as processes of their own. */
@NullMarked
package dev.holdfast.backup.testkit.embedded;

import org.jspecify.annotations.NullMarked;
