/** The objects that run this program in a cluster. */
@NullMarked
package dev.holdfast.backup.samples.host.deploy;

import org.jspecify.annotations.NullMarked;
