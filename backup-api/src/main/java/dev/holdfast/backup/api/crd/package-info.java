/** The build step that writes the CRDs; not part of the jar. */
@NullMarked
package dev.holdfast.backup.api.crd;

import org.jspecify.annotations.NullMarked;
