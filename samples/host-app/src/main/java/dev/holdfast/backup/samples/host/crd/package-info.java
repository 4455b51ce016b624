/** The custom resource definitions of the core kinds and of the loaded drivers' strategies. */
@NullMarked
package dev.holdfast.backup.samples.host.crd;

import org.jspecify.annotations.NullMarked;
