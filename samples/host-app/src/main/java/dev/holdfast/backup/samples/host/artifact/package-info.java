/** The small S3 client that pod templates call. */
@NullMarked
package dev.holdfast.backup.samples.host.artifact;

import org.jspecify.annotations.NullMarked;
