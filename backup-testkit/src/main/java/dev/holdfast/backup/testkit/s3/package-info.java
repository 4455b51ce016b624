/** A real S3 server for tests and demos. */
@NullMarked
package dev.holdfast.backup.testkit.s3;

import org.jspecify.annotations.NullMarked;
