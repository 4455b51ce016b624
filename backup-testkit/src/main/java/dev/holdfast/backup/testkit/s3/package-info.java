/** S3 servers for tests and demos: a real one, and one in memory. */
@NullMarked
package dev.holdfast.backup.testkit.s3;

import org.jspecify.annotations.NullMarked;
