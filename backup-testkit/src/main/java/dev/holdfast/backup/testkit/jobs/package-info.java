/** What the Job controller of a cluster does, and what its pods come to, in this JVM. */
@NullMarked
package dev.holdfast.backup.testkit.jobs;

import org.jspecify.annotations.NullMarked;
